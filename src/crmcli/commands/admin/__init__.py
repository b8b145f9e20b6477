"""Commands about the files themselves, git and this machine."""
