"""Reviews: what people say of what was read, as a table they correct and a plan they vouch for."""
