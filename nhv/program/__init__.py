"""The program: settings, commands, server."""
