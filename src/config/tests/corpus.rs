//! Runs every file of `tests/samples/config`: the valid ones load, the invalid ones say what `*.expected` says, in Chinese.
//! A file whose name begins with `opsctl` is settings, any other one targets.

use std::path::PathBuf;

use super::*;

fn files(folder: &str) -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/config").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|x| x == "toml"));
    files.sort();
    assert!(files.len() > 5);
    files
}

fn load(file: &Path) -> (World, Result<Config, Error>) {
    let settings = file.file_name().unwrap().to_string_lossy().starts_with("opsctl");
    let name = if settings { "site/opsctl.toml" } else { "site/targets.toml" };
    let world = World::new().with(name, std::fs::read(file).unwrap());
    let config = world.load();
    (world, config)
}

#[test]
fn valid_files_load() {
    for file in files("valid") {
        let (world, config) = load(&file);
        assert!(config.is_ok(), "{}\n{}", file.display(), world.says(&config.unwrap_err(), Lang::Zh));
    }
}

#[test]
fn invalid_files_say_what_is_expected() {
    for file in files("invalid") {
        let (world, config) = load(&file);
        let Err(error) = config else { panic!("{} loads", file.display()) };
        let expected = std::fs::read_to_string(file.with_extension("expected")).unwrap_or_default();
        let said = world.says(&error, Lang::Zh);
        assert_eq!(said.trim(), expected.trim(), "{}:\n{said}\n", file.display());
        assert!(!said.contains("tiger") && !world.says(&error, Lang::En).contains("tiger"), "a password shows: {}", file.display());
    }
}
