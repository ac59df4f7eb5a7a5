"""The facts: what was read, decided and made, append-only, bytes included, in one file to back up."""
