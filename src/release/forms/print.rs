//! What a form answers to the printed ones.
