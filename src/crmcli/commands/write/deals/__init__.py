"""Commands that change deals."""
