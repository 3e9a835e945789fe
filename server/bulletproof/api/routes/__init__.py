"""One module per noun; a handler calls one method of the engine (orders) or the store (questions)."""
