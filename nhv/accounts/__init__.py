"""People: who may sign in. Nobody does yet; the user model is ours from the first migration."""
