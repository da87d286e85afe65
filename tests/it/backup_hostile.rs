//! Backups as they are never made in a drill: names in GBK, loops, clocks, holes, a line that breaks.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::time::{Duration, Instant};

use jiff::civil::date;

use crate::backup::*;
use crate::env::World;
use crate::host_site::Site;
use crate::sshd::Sshd;

#[test]
fn names_in_gbk_are_read_and_told() {
    let world = nights(0);
    let bare = SET.replace("logs = [\"hx_{date}.log\"]\n", "");
    world.write("backups.toml", bare.replace("hx_{date}.dmp", "核心_{date}.dmp"));
    std::fs::create_dir_all(world.path("bk")).unwrap();
    // 核心 in GBK.
    let name = [b"\xba\xcb\xd0\xc4_20261121.dmp".as_slice()].concat();
    put(&world, "made.dmp", &dump(&TABLES, 852)[..4000], moment(LAST, 22, 40));
    std::fs::rename(world.path("made.dmp"), world.path("bk").join(OsStr::from_bytes(&name))).unwrap();
    let output = verify(&world, &["--check", "backup.structure", "--check", "backup.checksum"]);
    assert_eq!(seen(&output).0, ["critical backup.structure 核心_{date}.dmp"]);
    // Its digest is remembered under its own bytes, and it is known again.
    assert!(world.store().backup_files("hx").unwrap().iter().any(|file| file.path == name));
    assert_eq!(verify(&world, &["--check", "backup.checksum"]).code, 0);
}

#[test]
fn loops_and_links_are_not_followed() {
    let world = nights(2);
    world.write("backups.toml", SET.replace("[\"hx_{date}.dmp\"]", "[\"hx_{date}.dmp\", \"*/*/*/hx_{date}.dmp\"]"));
    symlink("..", world.path("bk/back")).unwrap();
    std::fs::create_dir(world.path("bk/a")).unwrap();
    symlink(".", world.path("bk/a/self")).unwrap();
    // Whoever puts a link in place of a dump does not make a backup of it.
    std::fs::rename(world.path("bk/hx_20261121.dmp"), world.path("elsewhere.dmp")).unwrap();
    symlink(world.path("elsewhere.dmp"), world.path("bk/hx_20261121.dmp")).unwrap();
    let output = verify(&world, &["--no-store", "--check", "backup.exists"]);
    assert_eq!(seen(&output).0, ["critical backup.exists 2026-11-21 22:00"]);
}

#[test]
fn a_file_of_the_future_is_looked_at_and_its_clock_is_told() {
    let world = nights(3);
    let bare = SET.replace("logs = [\"hx_{date}.log\"]\n", "");
    world.write("backups.toml", bare);
    put(&world, "bk/hx_20261121.dmp", &dump(&TABLES, 852), moment(date(2031, 1, 1), 22, 40));
    let output = verify(&world, &["--no-store"]);
    assert_eq!((seen(&output).0, output.code), (vec!["warning backup.age".to_owned()], 1));
    assert!(output.out.contains("在将来"), "{}", output.out);
}

/// Five gigabytes of nothing behind a good header: told without five gigabytes of memory, at the size that it has.
#[test]
fn a_sparse_dump_of_more_than_four_gigabytes() {
    let world = nights(1);
    let path = world.path("bk/hx_20261121.dmp");
    File::options().write(true).open(&path).unwrap().set_len(5 << 30).unwrap();
    put_back(&path);
    let began = Instant::now();
    let output = verify(&world, &["--no-store", "--no-hash", "--no-rows", "--check", "backup.structure", "--full"]);
    assert_eq!(seen(&output).0.len(), 1, "{}", output.out);
    assert!(output.out.contains("5120"), "its size in MB: {}", output.out);
    assert!(began.elapsed() < Duration::from_secs(60));
}

fn put_back(path: &std::path::Path) {
    let times = std::fs::FileTimes::new().set_modified(moment(LAST, 22, 40));
    File::options().write(true).open(path).unwrap().set_times(times).unwrap();
}

#[test]
fn a_folder_that_may_not_be_read_is_told() {
    let world = nights(2);
    // Root may read everything; a file in place of the folder is refused to all.
    std::fs::rename(world.path("bk"), world.path("gone")).unwrap();
    world.write("bk", "no folder");
    let output = verify(&world, &["--no-store"]);
    assert_eq!(output.code, 3);
    assert!(seen(&output).1.contains(&"backup.exists".to_owned()), "{}", output.out);
}

/// A line that breaks after so many bytes of answers, for good.
fn breaking(port: u16, after: usize) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let own = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        while let Ok((client, _)) = listener.accept() {
            let Ok(server) = TcpStream::connect(("127.0.0.1", port)) else { return };
            let (mut up, mut to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
            std::thread::spawn(move || std::io::copy(&mut up, &mut to));
            std::thread::spawn(move || {
                let (mut server, mut client, mut left, mut block) = (server, client, after, [0; 4096]);
                while left > 0 {
                    let read = server.read(&mut block).unwrap_or(0).min(left);
                    if read == 0 || client.write_all(&block[..read]).is_err() {
                        break;
                    }
                    left -= read;
                }
                // Not a word of goodbye.
                let _ = (server.shutdown(Shutdown::Both), client.shutdown(Shutdown::Both));
            });
        }
    });
    own
}

/// The line breaks in the middle of a file: nothing of the set passes, nothing is remembered, and it ends at once.
#[test]
fn a_line_that_breaks_in_the_middle_of_a_file() {
    let Some(sshd) = Sshd::start("Subsystem sftp internal-sftp") else { return };
    let far = |world: &World| {
        let place = world.path("bk");
        world.write("backups.toml", SET.replace("place = \"bk\"", &format!("host = \"far\"\nplace = \"{}\"", place.display())));
    };
    for after in [40_000, 150_000, 260_000] {
        let port = breaking(sshd.port, after);
        let known = std::fs::read_to_string(sshd.path("known_hosts")).unwrap().replace(&sshd.port.to_string(), &port.to_string());
        std::fs::write(sshd.path(&format!("known_{port}")), known).unwrap();
        let more = format!("port = {port}\nknown-hosts = [\"{}\"]\n", sshd.path(&format!("known_{port}")).display());
        let site = Site::new().host("far", &sshd, &more);
        let world = &site.world;
        far(world);
        for back in 0..3 {
            night(world, LAST.checked_sub(jiff::ToSpan::days(back)).unwrap());
        }
        let began = Instant::now();
        let output = verify(world, &[]);
        assert_eq!(output.code, 3, "{after}: {}", output.out);
        let (alarms, blind) = seen(&output);
        assert!(alarms.iter().all(|alarm| !alarm.starts_with("critical")) && !blind.is_empty(), "{after}: {alarms:?} {blind:?}");
        let proved =
            world.store().backups_between(Some("hx"), jiff::Timestamp::UNIX_EPOCH, "2030-01-01T00:00:00Z".parse().unwrap()).unwrap();
        assert!(proved.iter().all(|kept| kept.verdict != opsctl::model::Verdict::Ok), "{after}: {proved:?}");
        assert!(began.elapsed() < Duration::from_secs(60), "{after}");
    }
}

#[test]
fn permissions_of_a_dump_that_nobody_may_read_do_not_matter_to_its_folder() {
    let world = nights(2);
    std::fs::set_permissions(world.path("bk/hx_20261121.dmp"), std::fs::Permissions::from_mode(0o000)).unwrap();
    let output = verify(&world, &["--no-store", "--check", "backup.structure", "--check", "backup.exists"]);
    // Root reads it all the same; whoever may not is told that it was not read.
    let (alarms, blind) = seen(&output);
    let root = rustix::process::geteuid().is_root();
    assert_eq!((alarms, blind.is_empty()), (Vec::new(), root), "{}", output.out);
}
