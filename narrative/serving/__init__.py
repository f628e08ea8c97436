"""Stories into routes of a server, a folder of files, and pages that follow their author's saves."""
