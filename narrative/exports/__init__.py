"""A story as files that other programs read; `narrative.exports.registry.EXPORTS` lists them."""
