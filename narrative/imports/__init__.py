"""Files of other programs as story folders; `narrative.imports.registry.IMPORTS` lists the formats."""
