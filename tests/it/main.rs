//! All integration tests in one binary. A file in this folder that is not declared here fails `structure::no_test_file_is_forgotten`.

mod bad_input;
mod catalog;
mod env;
mod logs;
mod replay;
mod structure;
