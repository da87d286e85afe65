use super::super::key::decode;
use super::*;

const ED: &str = "AAAAC3NzaC1lZDI1NTE5AAAAIIMpoYbuOA+xmrBZxpLSnKwTeTfLfLDdTFVYa5gjWAQ6";

/// A key like `ED`, ending in another byte.
fn key(name: &str, last: u8) -> OfferedKey {
    let mut blob = decode(ED).unwrap();
    *blob.last_mut().unwrap() = last;
    OfferedKey::new(name, &blob)
}

struct Place {
    dir: tempfile::TempDir,
    host: Host,
}

impl Place {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let known_hosts = vec![dir.path().join(".ssh/known_hosts"), dir.path().join("global")];
        let host = Host { user: Some("u".into()), known_hosts, connect_timeout_s: 1, timeout_s: 1, ..Host::at("db") };
        Self { dir, host }
    }

    fn file(&self) -> PathBuf {
        self.dir.path().join(".ssh/known_hosts")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.file()).unwrap()
    }

    fn write(&self, text: &str) {
        fs::create_dir_all(self.file().parent().unwrap()).unwrap();
        fs::write(self.file(), text).unwrap();
    }

    fn trust(&self, key: &OfferedKey, replace: bool) -> Result<Trusted, AskError> {
        trust(&self.host, &LocalUser::default(), key, replace)
    }
}

#[test]
fn a_first_key_makes_file_and_folder_for_the_owner_only() {
    let place = Place::new();
    let trusted = place.trust(&key("db", 1), false).unwrap();
    assert_eq!(trusted, Trusted { file: place.file(), already: false, replaced: 0 });
    assert_eq!(place.text(), key("db", 1).line + "\n");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&place.file()), mode(place.file().parent().unwrap())), (0o600, 0o700));
    assert!(place.trust(&key("db", 1), false).unwrap().already);
    assert_eq!(place.text().lines().count(), 1);
}

#[test]
fn other_lines_stay_as_they_are() {
    let place = Place::new();
    place.write("# mine\ngarbage\nother ssh-rsa AAAA");
    place.trust(&key("[db]:2222", 1), false).unwrap();
    assert_eq!(
        place.text(),
        format!("# mine\ngarbage\nother ssh-rsa AAAA\n[db]:2222 ssh-ed25519 {}\n", key("x", 1).line.split(' ').next_back().unwrap())
    );
}

#[test]
fn another_key_gives_way_only_when_told_to() {
    let place = Place::new();
    place.write(&format!("{}\n# mine\n{}\n", key("db", 1).line, key("web", 1).line));
    let error = place.trust(&key("db", 2), false).unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::HostKey, failure::KEY_CHANGED));
    assert!(error.message.contains(&key("db", 1).fingerprint) && error.message.contains("known_hosts:1"), "{}", error.message);
    assert_eq!(place.trust(&key("db", 2), true).unwrap().replaced, 1);
    assert_eq!(place.text(), format!("# mine\n{}\n{}\n", key("web", 1).line, key("db", 2).line));
}

#[test]
fn what_is_not_ours_to_replace_is_left_alone() {
    let place = Place::new();
    place.write(&format!("{}\n", key("db,10.0.0.1", 1).line));
    assert!(place.trust(&key("db", 2), true).unwrap_err().message.contains("by hand"));
    place.write("");
    fs::write(place.dir.path().join("global"), key("db", 1).line).unwrap();
    assert!(place.trust(&key("db", 2), true).unwrap_err().message.contains("global:1"));
    fs::write(place.dir.path().join("global"), format!("@revoked {}", key("*", 2).line)).unwrap();
    assert_eq!(place.trust(&key("db", 2), true).unwrap_err().code, failure::KEY_REVOKED);
}

#[test]
fn a_file_of_hashed_names_gets_hashed_names() {
    let place = Place::new();
    place.write(&(hashed_line(&key("web", 1)).unwrap() + "\n"));
    place.trust(&key("db", 2), false).unwrap();
    // The name itself may be in a hash by chance: what counts is that every line begins as a hashed one.
    assert!(place.text().lines().all(|line| line.starts_with("|1|")) && place.text().lines().count() == 2, "{}", place.text());
    assert!(place.trust(&key("db", 2), false).unwrap().already);
    assert_eq!(place.trust(&key("db", 3), true).unwrap().replaced, 1);
    assert!(place.trust(&key("db", 3), false).unwrap().already);
}
