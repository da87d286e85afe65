//! What comes from outside may be missing, cut, newer, hostile. The outcome is a clear sentence and the right exit code.
