//! The folder of the forms: numbers, torn lines, pages; what a package brings.

use super::*;
