"""The pages of whatever is filed, made once: the owner's (`own/`) and those of who has received it (`received/`)."""
