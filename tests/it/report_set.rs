//! Sets through the binary: a month's folder, acceptance, hand-over; checksums, interruption, folders that cannot be written.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use opsctl::model::sha256;

use crate::env::World;
use crate::office::*;

/// A folder of few days: a whole month is made by `scripts/office`.
const EARLY: &str = "2026-10-06T10:00:00+08:00";

/// The checksums of a folder are right, and of all files in it; gives how many there are.
fn verify(world: &World, folder: &str) -> usize {
    let sums = String::from_utf8(world.bytes(&format!("{folder}/SHA256SUMS"))).unwrap();
    let mut named = Vec::new();
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").unwrap();
        assert_eq!(sum, sha256(&world.bytes(&format!("{folder}/{name}"))), "{name}");
        named.push(name.to_owned());
    }
    named.push("SHA256SUMS".into());
    named.sort();
    assert_eq!(named, world.files(folder), "every file is in it, and no other");
    sums.lines().count()
}

#[test]
fn a_months_folder_has_every_periodic_report_an_index_and_checksums() {
    let world = office();
    // Six days into the month: what has not begun is not made.
    let output = world.at(EARLY, &["report", "all", "--month", MONTH, "--out", "month"]);
    assert_eq!(output.code, 0, "{output:?}");
    let files = world.files("month");
    let count = verify(&world, "month");
    assert!(output.err.contains(&format!("{count} 个文件，0 份没有生成")), "{}", output.err);
    for name in [
        "月度运维报告_2026-10.docx",
        "日常巡检报告_2026-10.docx",
        "系统可用性报告_2026-10.xlsx",
        "运维监控报告/运维监控报告_2026-10-01am.docx",
        "运维监控报告/运维监控报告_2026-10-06am.docx",
        "系统运维周报/系统运维周报_2026-W40.docx",
        "个人工作周报/个人工作周报_2026-W40_张三.docx",
        "个人工作周报/个人工作周报_2026-W40_李四.docx",
        "每日数据库维护报告/每日数据库维护报告_2026-10-05.docx",
        "月度资料目录_2026-10.docx",
        "月度资料目录_2026-10.xlsx",
    ] {
        assert!(files.iter().any(|file| file == name), "{name}: {files:#?}");
    }
    for name in [
        "系统运维周报/系统运维周报_2026-W44.docx",
        "运维监控报告/运维监控报告_2026-10-06pm.docx",
        "季度总结报告_2026-Q4.docx",
        "年度总结报告_2026.docx",
        "故障报告_2026-10.docx",
    ] {
        assert!(!files.iter().any(|file| file == name), "{name} does not end in October, or is no report of a period");
    }
    for file in files.iter().filter(|file| *file != "SHA256SUMS") {
        let bytes = world.bytes(&format!("month/{file}"));
        assert_eq!(lint(&bytes), Vec::<String>::new(), "{file}");
        let text = if file.ends_with("xlsx") { xlsx_text(&bytes).into_values().collect() } else { docx_text(&bytes) };
        assert!(!text.contains("{{") && !text.contains("{%") && !text.contains("NaN"), "{file}");
    }
    let index = xlsx_text(&world.bytes("month/月度资料目录_2026-10.xlsx")).into_values().collect::<String>();
    for file in files.iter().filter(|file| *file != "SHA256SUMS" && !file.starts_with("月度资料目录")) {
        assert!(
            index.contains(file.as_str()) && index.contains(&sha256(&world.bytes(&format!("month/{file}")))),
            "{file} is not in the index"
        );
    }
    let (from, to) = ("2026-09-01T00:00:00Z".parse().unwrap(), "2026-11-30T00:00:00Z".parse().unwrap());
    assert_eq!(world.store().reports_between(from, to).unwrap().len(), count, "each file is registered");
}

#[test]
fn acceptance_and_handover_are_sets_of_their_own() {
    let world = office();
    let span = "2026-10-05..2026-10-06";
    for (name, title, holds) in [
        ("acceptance", "验收资料", "服务工作记录_2026-10-05..2026-10-06.docx"),
        ("handover", "项目移交资料", "运维监控报告/运维监控报告_2026-10-05am.docx"),
    ] {
        let output = world.run(&["report", name, "--period", span, "-o", name]);
        assert_eq!(output.code, 0, "{output:?}");
        verify(&world, name);
        let files = world.files(name);
        assert!(files.contains(&format!("{title}_{span}.docx")), "{files:?}");
        assert!(files.iter().any(|file| file == holds), "{files:?}");
        let told = world.run(&["report", "data", name, "--period", span]);
        assert_eq!(told.code, 3);
        assert!(told.err.contains(&format!("opsctl report {name} -o")), "{}", told.err);
    }
}

#[test]
fn a_long_set_has_the_daily_reports_bound_by_month_and_the_registers_that_are_kept() {
    let world = office();
    settings(&world, "records-dir = \"records\"");
    world.write("records/程序bug管理清单.csv", "序号;试点局;问题描述\n1;市区局;打印错位\n");
    let span = "2026-09-25..2026-11-01";
    let output = world.run(&["report", "handover", "--period", span, "-o", "h"]);
    assert_eq!(output.code, 0, "{output:?}");
    verify(&world, "h");
    let files = world.files("h");
    assert!(files.iter().all(|file| !file.contains('/')), "nothing of days and weeks: {files:?}");
    for name in ["日常巡检报告_2026-10.docx".to_owned(), "服务工作记录_2026-10.xlsx".to_owned(), format!("程序bug管理清单_{span}.xlsx")]
    {
        assert!(files.contains(&name), "{name}: {files:?}");
    }
    let index = docx_text(&world.bytes(&format!("h/项目移交资料_{span}.docx")));
    for words in ["按日、按周编制的报告（", "运维监控报告", "装订在各月的《日常巡检报告》", "没有登记数据、因此未附的清单：", "没有缺失"]
    {
        assert!(index.contains(words), "{words}: {index}");
    }
    assert!(!index.contains("未附的清单：程序bug"), "{index}");
    assert!(xlsx_text(&world.bytes(&format!("h/程序bug管理清单_{span}.xlsx"))).values().any(|text| text.contains("打印错位")));
}

#[test]
fn nobody_named_means_no_personal_reports_and_that_is_said() {
    let world = office();
    world.write("opsctl.toml", "data-dir = \"data\"\noperator = \"张工\"\ntime-zone = \"Asia/Shanghai\"\n");
    let output = world.run(&["report", "handover", "--period", "2026-10-05..2026-10-05", "-o", "a"]);
    assert_eq!(output.code, 0, "{output:?}");
    assert!(output.err.contains("report.people"), "{}", output.err);
    assert!(world.run(&["report", "due"]).err.contains("report.people"));
}

#[test]
fn a_month_that_is_wrong_is_refused() {
    let world = office();
    for month in ["2026-12", "2026-W40", "Oktober", "2026"] {
        let output = world.run(&["report", "all", "--month", month, "--out", "m"]);
        assert_eq!((output.code, world.path("m").exists()), (3, false), "{month}: {output:?}");
    }
}

/// What is there is whole: no temporary file, no half one.
fn whole(world: &World, folder: &str) -> usize {
    let files = world.files(folder);
    for file in &files {
        assert!(!file.split('/').next_back().unwrap().starts_with(".opsctl-"), "{file} was left behind");
        if file != "SHA256SUMS" {
            sound(&world.path(&format!("{folder}/{file}")));
        }
    }
    files.len()
}

#[test]
fn interrupted_it_leaves_whole_files_and_says_what_is_missing() {
    let world = office();
    let mut command = world.command(&["report", "all", "--month", MONTH, "--out", "month"]);
    command.env("OPSCTL_NOW", EARLY);
    let child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let until = Instant::now() + Duration::from_secs(120);
    while world.files("month").len() < 8 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let done = child.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&done.stderr);
    assert_ne!(done.status.code(), Some(0), "{err}");
    let count = whole(&world, "month");
    assert!(count > 8, "{err}");
    if world.path("month/SHA256SUMS").exists() {
        verify(&world, "month");
        let index = xlsx_text(&world.bytes("month/月度资料目录_2026-10.xlsx")).into_values().collect::<String>();
        assert!(index.contains("中断，没有生成"), "{err}");
        assert!(!err.contains(" 0 份没有生成"), "{err}");
    }
}

#[test]
fn killed_it_leaves_no_half_document() {
    let world = office();
    let mut command = world.command(&["report", "all", "--month", MONTH, "--out", "month"]);
    command.env("OPSCTL_NOW", EARLY);
    let mut child = command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap();
    let until = Instant::now() + Duration::from_secs(120);
    while world.files("month").len() < 4 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    // SIGKILL may leave the temporary file it was writing; what has a report's name is whole.
    for file in world.files("month") {
        if !file.contains(".opsctl-") {
            sound(&world.path(&format!("month/{file}")));
        }
    }
    let again = world.run(&["report", "monthly", "-o", "month"]);
    assert_eq!(again.code, 0, "the history goes on: {again:?}");
}

#[test]
fn a_path_that_cannot_be_written_is_told_and_nothing_else_is_there() {
    let world = office();
    let refused = |path: &str, words: &str| {
        let output = world.run(&["report", "monthly", "-o", path]);
        assert_eq!(output.code, 3, "{path}: {output:?}");
        assert!(output.err.contains(words), "{path}: {}", output.err);
    };
    world.write("file", "x");
    refused("file/report.docx", "file/report.docx");
    refused("no/such/folder/m.docx", "no/such/folder/m.docx");
    refused("m.doc", "docx");
    refused("m.pdf", "docx");
    assert!(!world.path("m.doc").exists() && !world.path("m.pdf").exists());
    // A folder that is called like a file: the report goes into it.
    fs::create_dir(world.path("dir.docx")).unwrap();
    let output = world.run(&["report", "monthly", "-o", "dir.docx"]);
    assert_eq!((output.code, world.files("dir.docx").len()), (0, 2), "{output:?}");
    fs::create_dir(world.path("out")).unwrap();
    fs::create_dir(world.path("out/月度运维报告_2026-10.docx")).unwrap();
    let output = world.run(&["report", "monthly", "-o", "out"]);
    assert_eq!(output.code, 3, "{output:?}");
    let (from, to) = ("2026-09-30T16:00:00Z".parse().unwrap(), "2026-10-31T16:00:00Z".parse().unwrap());
    assert_eq!(world.store().reports_between(from, to).unwrap().len(), 2, "only what was given out is registered");
    let set = world.run(&["report", "acceptance", "--period", "2026-10-05..2026-10-05", "-o", "file"]);
    assert_eq!(set.code, 3, "{set:?}");
    assert_eq!(fs::read(world.path("file")).unwrap(), b"x");
}

/// A file system of 64 KiB, where this user may make one.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn at(path: PathBuf) -> Option<Self> {
        fs::create_dir(&path).unwrap();
        let mount = std::process::Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(&path).output();
        mount.is_ok_and(|m| m.status.success()).then_some(Self(path))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_disk_that_fills_up_keeps_the_old_report() {
    let world = office();
    let Some(disk) = SmallDisk::at(world.path("disk")) else {
        eprintln!("SKIPPED: this user may not mount a small disk");
        return;
    };
    let old = vec![b'x'; 44 * 1024];
    world.write("disk/m.docx", &old);
    let output = world.run(&["report", "monthly", "-o", "disk/m.docx"]);
    assert_eq!(output.code, 3, "{output:?}");
    assert!(output.err.contains("No space left") && output.err.contains("disk/m.docx"), "{}", output.err);
    assert_eq!(world.bytes("disk/m.docx"), old);
    assert_eq!(fs::read_dir(&disk.0).unwrap().count(), 1, "nothing half-written lies beside");
    let set = world.run(&["report", "acceptance", "--period", "2026-10-05..2026-10-05", "-o", "disk/set"]);
    assert_ne!(set.code, 0, "{set:?}");
    assert!(set.err.contains("No space left"), "{}", set.err);
    whole(&world, "disk/set");
    let (from, to) = ("2026-09-30T16:00:00Z".parse().unwrap(), "2026-10-31T16:00:00Z".parse().unwrap());
    assert!(world.store().reports_between(from, to).unwrap().iter().all(|one| Path::new(&world.path(&one.file)).exists()));
}

/// Runs a command as somebody who may not write; root becomes nobody.
fn as_reader(world: &World, args: &[&str]) -> Option<std::process::Output> {
    use std::os::unix::fs::PermissionsExt;
    let plain = world.command(args);
    let root = fs::metadata("/proc/self").is_ok_and(|meta| std::os::unix::fs::MetadataExt::uid(&meta) == 0);
    let mut command = if root {
        let mut command = std::process::Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(plain.get_program()).args(plain.get_args());
        command.current_dir(world.root()).env_clear();
        command.envs(plain.get_envs().filter_map(|(key, value)| Some((key, value?))));
        command
    } else {
        plain
    };
    for (name, mode) in [("", 0o755), ("out", 0o777), ("data", 0o555), ("data/history.db", 0o444)] {
        fs::set_permissions(world.path(name), fs::Permissions::from_mode(mode)).unwrap();
    }
    let done = command.output();
    fs::set_permissions(world.path("data"), fs::Permissions::from_mode(0o755)).unwrap();
    // Whoever has no setpriv, or keeps the checkout where nobody may look, cannot try this.
    done.ok().filter(|done| done.status.code().is_some_and(|code| code <= 3))
}

#[test]
fn a_history_that_cannot_be_written_gives_its_report_and_says_that_it_is_not_registered() {
    let world = office();
    fs::create_dir(world.path("out")).unwrap();
    for entry in fs::read_dir(world.path("data")).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().is_some_and(|name| name != "history.db") {
            fs::remove_file(path).unwrap();
        }
    }
    let Some(made) = as_reader(&world, &["report", "monthly", "-o", "out"]) else {
        eprintln!("SKIPPED: this user cannot run the binary as somebody else");
        return;
    };
    let err = String::from_utf8_lossy(&made.stderr);
    assert_eq!(made.status.code(), Some(3), "{err}");
    assert!(err.contains("报告已生成，但没有登记"), "{err}");
    let files = world.files("out");
    assert_eq!(files.len(), 2, "{files:?}");
    for file in &files {
        sound(&world.path(&format!("out/{file}")));
    }
    let data = as_reader(&world, &["report", "data", "monthly"]).unwrap();
    assert_eq!(data.status.code(), Some(0), "asking needs no right to write: {}", String::from_utf8_lossy(&data.stderr));
}
