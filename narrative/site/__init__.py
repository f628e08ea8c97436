"""Stories into a web site of files, for any host and for a library's repository."""
