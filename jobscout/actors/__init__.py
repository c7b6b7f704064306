"""The stages of the flow and what keeps them alive."""
