//! Disks that are full, read-only or closed: found before anything is touched, or taken back; and what is needed for that is there.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::env::World;
use crate::release_site::{Seen, Site, TARGET, plain, skipped};

/// A file system of its own; gone with the value.
struct Mount(PathBuf);

impl Mount {
    /// `None`, and said aloud: nobody but root may.
    fn new(what: &str, options: &str) -> Option<Self> {
        let at = tempfile::tempdir().unwrap().keep();
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&at).output();
        if done.is_ok_and(|done| done.status.success()) {
            return Some(Self(at));
        }
        std::fs::remove_dir(&at).unwrap();
        skipped(what, "only root can mount a file system");
        None
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
        let _ = std::fs::remove_dir(&self.0);
    }
}

/// A site whose target folder `t` lies there.
fn site_on(mount: &Path) -> Site {
    let site = Site::new("staging", "");
    let moved = Command::new("cp").arg("-a").arg(site.path("t")).arg(mount).status().unwrap();
    assert!(moved.success());
    std::fs::remove_dir_all(site.path("t")).unwrap();
    std::os::unix::fs::symlink(mount.join("t"), site.path("t")).unwrap();
    site
}

fn untouched(site: &Site, before: &Seen, says: &str) {
    let output = site.apply();
    assert_eq!((output.code, site.asked().as_str(), &site.seen()), (3, "", before), "{}", output.picture());
    assert!(output.err.contains("没有任何改动") && output.err.contains(says), "{says}\n{}", output.picture());
    let status = site.release(&["status"]);
    assert_eq!((status.code, site.recover().code), (0, 0), "{}", status.picture());
}

#[test]
fn too_little_room_is_told_before_anything_is_touched() {
    let Some(mount) = Mount::new("a disk that is almost full", "size=20m") else { return };
    let site = site_on(&mount.0);
    site.world.write("src/files/app/big.war", vec![7; 6 << 20]);
    site.package(&[]);
    untouched(&site, &site.seen(), "空间不足，需要 22 MiB");
}

#[test]
fn no_inodes_are_left() {
    let Some(mount) = Mount::new("a disk without free inodes", "size=100m,nr_inodes=60") else { return };
    let site = site_on(&mount.0);
    for n in 0..100 {
        if std::fs::write(mount.0.join(format!("fill-{n}")), "").is_err() {
            break;
        }
    }
    for n in 0..12 {
        std::fs::remove_file(mount.0.join(format!("fill-{n}"))).unwrap();
    }
    site.package(&[]);
    untouched(&site, &site.seen(), "No space left");
}

/// The service fills the disk, to the last byte, and does not start: all is taken back all the same.
#[test]
fn taken_back_with_no_byte_free() {
    let Some(mount) = Mount::new("taking back on a full disk", "size=24m") else { return };
    let site = site_on(&mount.0);
    let full = format!("\"$1 of new fails\") cat /dev/zero > '{}/fill' 2>/dev/null; ", mount.0.display());
    site.edit("bin/service", "\"$1 of new fails\") ", &full);
    // Where nothing can be written the flag of the service cannot either: it is there, and empty, like a service that runs and says nothing.
    site.edit("bin/service", "echo \"$v\" > \"up-$2\"", "echo \"$v\" > \"up-$2\" || true");
    // The database lies on another disk: a full one is not for opsctl to work around there.
    let base = std::fs::read(site.path("t/zs.db")).unwrap();
    std::fs::remove_file(site.path("t/zs.db")).unwrap();
    site.world.write("base/zs.db", base);
    std::os::unix::fs::symlink(site.path("base/zs.db"), site.path("t/zs.db")).unwrap();
    let connect = |at: &str| format!("connect = \"{}\"", site.path(at).display());
    site.edit("releases.toml", &connect("t/zs.db"), &connect("base/zs.db"));
    site.package(&[]);
    let before = site.seen();
    site.trouble("start of new fails");
    let output = site.apply();
    assert_eq!(rustix::fs::statvfs(&mount.0).unwrap().f_bavail, 0, "the disk is full");
    let now = site.seen();
    assert_eq!((&now.files, &now.times, &now.rows), (&before.files, &before.times, &before.rows), "{}", output.picture());
    assert_eq!(output.code, 1, "{}", output.picture());
    assert_eq!(site.history(), ["taken-back"]);
    let status = site.release(&["status"]);
    assert_eq!(status.code, 0, "{}", status.picture());
}

#[test]
fn a_root_that_is_read_only() {
    let Some(mount) = Mount::new("a root that is mounted read-only", "size=100m") else { return };
    let site = site_on(&mount.0);
    site.package(&[]);
    let app = mount.0.join("t/app");
    let bound = Command::new("mount").args(["--bind", "-o", "ro"]).args([&app, &app]).status().unwrap();
    assert!(bound.success());
    let before = site.seen();
    let output = site.apply();
    let unbound = Command::new("umount").arg(&app).status().unwrap();
    assert!(unbound.success());
    assert_eq!(site.seen(), before, "{}", output.picture());
    assert!(matches!(output.code, 1 | 3), "{}", output.picture());
    assert_eq!(site.release(&["status"]).code, 0);
    assert_eq!(site.apply().code, 0);
}

/// `chattr +i`: root itself may not replace it.
#[test]
fn a_file_that_nobody_may_change() {
    let site = Site::within(World::new(), "staging", "");
    let file = site.path("t/conf/app.properties");
    let chattr = |flag: &str| Command::new("chattr").arg(flag).arg(&file).output().is_ok_and(|done| done.status.success());
    if !chattr("+i") {
        return skipped("a file with chattr +i", "chattr needs root and a file system that knows it");
    }
    site.package(&[]);
    let before = site.seen();
    let output = site.apply();
    assert!(chattr("-i"));
    assert_eq!(site.seen(), before, "{}", output.picture());
    assert!(matches!(output.code, 1 | 3), "{}", output.picture());
    assert!(output.err.contains("not permitted"), "{}", plain(&output));
    assert_eq!(site.release(&["status", "-t", TARGET]).code, 0);
    assert_eq!(site.apply().code, 0);
}
