//! The fuzz target of `scripts/fuzz`: one program for all parsers, `OPSCTL_FUZZ` names the one.
#![no_main]

// What is fuzzed is pure and stands on these modules alone; they are built here without the rest of the program.
extern crate self as opsctl;
#[path = "../../src/bundle/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the program uses all of it")]
pub mod bundle;
#[path = "../../src/model/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the program uses all of it")]
pub mod model;
#[path = "../../src/mask/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the program uses all of it")]
pub mod mask;
#[path = "../../src/knowledge/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the program uses all of it")]
pub mod knowledge;
#[path = "../../src/parse"]
#[allow(dead_code, unused_imports, reason = "the program uses all of it")]
pub mod parse {
    //! The readers of foreign text; those of sheets bring a reader of workbooks, and are not here.
    pub mod archive;
    pub mod backuplog;
    pub mod dump;
    pub mod frames;
    pub mod host;
    pub mod oralog;
}

mod archive;
mod backuplog;
mod case;
mod dump;
#[path = "mask.rs"]
mod masking;
mod tokens;
mod package;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static PARSER: LazyLock<String> = LazyLock::new(|| std::env::var("OPSCTL_FUZZ").expect("OPSCTL_FUZZ names a parser"));

fuzz_target!(|data: &[u8]| {
    match PARSER.as_str() {
        "frames" => drop(parse::frames::parse(data, None)),
        "archive" => archive::check(data),
        "bundle" => package::check(data),
        "dump" => dump::check(data),
        "mask" => masking::check(data),
        "tokens" => tokens::check(data),
        "backuplog" => backuplog::check(data),
        parser => case::check(parser, &case::Case::read(data)),
    }
});
