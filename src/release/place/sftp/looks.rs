//! Looks at a host where nothing can be run: files are read from there, ports and pages are asked for from here.

use std::io::{self, Read as _, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::host::Host;
use crate::ctx::Stopwatch;
use crate::links::probe::{self, Since};
use crate::links::ssh::sftp::Mode;
use crate::model::release::{Image, Probe};
use crate::model::{Lang, Words, sha256};
use crate::release::fault::{Result, io};
use crate::release::place::Looked;

/// Bytes that are read of a file of settings, and of all files of a log.
const SETTINGS: u64 = 16 << 20;
const LOG: u64 = 64 << 20;
/// Files that `*` may stand for.
const FILES: usize = 1000;
/// Bytes before the end by which a log is known again.
const TAIL: u64 = 1024;
/// Between two looks.
const PAUSE: Duration = Duration::from_secs(1);

/// Where logs ended before.
#[derive(Default)]
pub(super) struct Logs(Vec<Option<Vec<Mark>>>);

struct Mark {
    path: Vec<u8>,
    size: u64,
    tail: String,
}

impl Logs {
    pub(super) fn mark(host: &mut Host, probes: &[Probe]) -> Result<Self> {
        let mut all = Vec::new();
        for one in probes {
            let Probe::Log { path, .. } = one else {
                all.push(None);
                continue;
            };
            let mut marks = Vec::new();
            for (path, size) in host.logs(path)? {
                let tail = host.tail(&path, size)?;
                marks.push(Mark { path, size, tail });
            }
            all.push(Some(marks));
        }
        Ok(Self(all))
    }

    /// `scratch`: a folder for copies, which are taken away again.
    pub(super) fn look(&self, host: &mut Host, nth: usize, what: &Probe, seconds: u32, scratch: &Path) -> Result<Looked> {
        let watch = Stopwatch::start();
        let limit = Duration::from_secs(seconds.into());
        let mut looked = match what {
            Probe::File { path, sha256 } => host.file(path, sha256)?,
            Probe::Config { path, .. } => host.config(what, path, scratch)?,
            Probe::Log { path, contains, without } => {
                // One that was not marked is looked at as a whole, and that is told.
                let marks = self.0.get(nth).and_then(Option::as_ref);
                loop {
                    let over = watch.elapsed() >= limit;
                    let (looked, is_final) = host.log(what, path, marks.map(Vec::as_slice), !without.is_empty(), scratch)?;
                    if over || is_final || looked.ok && !contains.is_empty() {
                        break looked;
                    }
                    std::thread::sleep(PAUSE.min(limit));
                }
            }
            Probe::Port { .. } | Probe::Http { .. } if probe::is_from_afar(what) => {
                let seen = probe::probe(what, Path::new("/"), &Since::Nothing, limit, None);
                let (zh, en) = (seen.told.say(Lang::Zh), seen.told.say(Lang::En));
                Looked {
                    ok: seen.ok, told: Words::new(format!("{zh}（从发布机检查）"), format!("{en} (looked at from here)")), ms: 0
                }
            }
            _ => not_checked("只有 SFTP，不能在对方主机上检查", "SFTP alone, which cannot look at this on the host"),
        };
        looked.ms = watch.ms();
        Ok(looked)
    }
}

impl Host {
    /// Absolute, or below the root.
    fn below(&self, path: &str) -> Vec<u8> {
        Path::new(std::ffi::OsStr::from_bytes(&self.root)).join(path).as_os_str().as_bytes().to_vec()
    }

    fn file(&mut self, path: &str, expected: &str) -> Result<Looked> {
        let real = match self.real(&self.below(path))? {
            Some(real) => self.images(&[real])?.pop(),
            None => None,
        };
        Ok(match real {
            Some(Image::File { sha256, .. }) if sha256.eq_ignore_ascii_case(expected) => {
                Looked { ok: true, told: Words::new(format!("SHA-256 一致：{sha256}"), format!("SHA-256 is the same: {sha256}")), ms: 0 }
            }
            Some(Image::File { sha256, .. }) => {
                failed(&format!("SHA-256 为 {sha256}，应为 {expected}"), &format!("SHA-256 is {sha256} instead of {expected}"))
            }
            _ => failed("文件不存在，或不是普通文件", "the file is not there, or is none"),
        })
    }

    fn config(&mut self, what: &Probe, path: &str, scratch: &Path) -> Result<Looked> {
        let Some(real) = self.real(&self.below(path))? else { return Ok(failed("文件不存在", "the file is not there")) };
        let copy = Copy::new(scratch)?;
        let own = copy.0.join(last(path.as_bytes()));
        if !self.fetch(&real, 0, SETTINGS, &own)?.1 {
            return Ok(not_checked("文件超过 16 MiB", "the file has more than 16 MiB"));
        }
        let mut here = what.clone();
        if let Probe::Config { path, .. } = &mut here {
            *path = own.display().to_string();
        }
        let seen = probe::probe(&here, &copy.0, &Since::Nothing, Duration::ZERO, None);
        Ok(Looked { ok: seen.ok, told: Words::new(seen.told.say(Lang::Zh), seen.told.say(Lang::En)), ms: 0 })
    }

    /// What logs say since they were marked; whether waiting changes nothing.
    fn log(&mut self, what: &Probe, path: &str, marks: Option<&[Mark]>, without: bool, scratch: &Path) -> Result<(Looked, bool)> {
        let Some(marks) = marks else {
            return Ok((not_checked("发布前未记录日志位置", "where the log ended before the release was not noted"), true));
        };
        let copy = Copy::new(scratch)?;
        let files = self.logs(path)?;
        let (mut left, mut turned) = (LOG, marks.iter().any(|mark| files.iter().all(|(path, _)| *path != mark.path)));
        for (nth, (path, size)) in files.iter().enumerate() {
            let mark = marks.iter().find(|mark| mark.path == *path);
            let from = match mark {
                Some(mark) if *size >= mark.size && self.tail(path, mark.size)? == mark.tail => mark.size,
                Some(_) => {
                    turned = true;
                    0
                }
                None => 0,
            };
            let (read, whole) = self.fetch(path, from, left, &copy.0.join(format!("{nth:04}.log")))?;
            if !whole {
                return Ok((not_checked("发布后的日志超过 64 MiB", "more than 64 MiB since the release"), true));
            }
            left -= read;
        }
        let mut here = what.clone();
        if let Probe::Log { path, .. } = &mut here {
            *path = copy.0.join("*.log").display().to_string();
        }
        let seen = probe::probe(&here, &copy.0, &Since::Log { files: Vec::new() }, Duration::ZERO, None);
        let offends = matches!(&seen.told, probe::Told::Log(probe::LogFact::Offends { .. }));
        if turned && without && seen.ok {
            // What was written before it was turned over was perhaps never seen.
            return Ok((
                not_checked(
                    "日志在发布期间轮转或被清空，之前的内容未看到",
                    "the log was turned over meanwhile, what it had before was not seen",
                ),
                true,
            ));
        }
        Ok((Looked { ok: seen.ok, told: Words::new(seen.told.say(Lang::Zh), seen.told.say(Lang::En)), ms: 0 }, offends))
    }

    /// Files of a log, where `*` in the last part stands for anything, and their sizes.
    fn logs(&mut self, path: &str) -> Result<Vec<(Vec<u8>, u64)>> {
        let path = self.below(path);
        let name = last(&path).as_bytes().to_vec();
        let folder = path[..path.len() - name.len()].to_vec();
        let Some(folder) = self.real(&folder)? else { return Ok(Vec::new()) };
        let mut all = Vec::new();
        for (found, stat) in self.line.list(&folder).map_err(self.failed(&folder))? {
            if stat.is_file() && probe::fits(&name, &found) {
                all.push(([folder.as_slice(), b"/", &found].concat(), stat.size));
            }
        }
        if all.len() > FILES {
            let cause = io::Error::other("too many files");
            return Err(self.failed(&path)(cause));
        }
        all.sort();
        Ok(all)
    }

    /// The bytes before `size`, digested.
    fn tail(&mut self, path: &[u8], size: u64) -> Result<String> {
        let bytes = self.bytes(path, size - size.min(TAIL), size.min(TAIL))?;
        Ok(sha256(&bytes))
    }

    fn bytes(&mut self, path: &[u8], from: u64, most: u64) -> Result<Vec<u8>> {
        let file = self.line.open(path, Mode::Read).map_err(self.failed(path))?;
        let mut bytes = Vec::new();
        let read = self.line.read(&file, from).take(most).read_to_end(&mut bytes);
        read.map_err(self.failed(path))?;
        self.line.close(file).map_err(self.failed(path))?;
        Ok(bytes)
    }

    /// A copy of a file from a byte on: how many bytes, and whether that was all.
    fn fetch(&mut self, path: &[u8], from: u64, most: u64, to: &Path) -> Result<(u64, bool)> {
        let file = self.line.open(path, Mode::Read).map_err(self.failed(path))?;
        let mut out = std::fs::File::create_new(to).map_err(io(to))?;
        let (mut total, mut room) = (0, vec![0; 256 << 10]);
        let failed = self.failed(path);
        let mut reading = self.line.read(&file, from);
        loop {
            match reading.read(&mut room) {
                Ok(0) => break,
                Ok(n) => {
                    total += n as u64;
                    if total > most {
                        break;
                    }
                    out.write_all(&room[..n]).map_err(io(to))?;
                }
                Err(error) => return Err(failed(error)),
            }
        }
        drop(reading);
        self.line.close(file).map_err(self.failed(path))?;
        Ok((total, total <= most))
    }

    /// Where a path leads to; `None`: nothing is there.
    pub(super) fn real(&mut self, path: &[u8]) -> Result<Option<Vec<u8>>> {
        let real = match self.line.real(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            other => other.map_err(self.failed(path))?,
        };
        // Servers answer for a last part that is not there.
        Ok(self.stat(&real)?.map(|_| real))
    }
}

/// A folder for copies.
struct Copy(PathBuf);

impl Copy {
    fn new(scratch: &Path) -> Result<Self> {
        let mark = crate::links::hook::mark().map_err(io(scratch))?;
        let folder = scratch.join(format!("look-{mark}"));
        std::fs::create_dir_all(&folder).map_err(io(&folder))?;
        Ok(Self(folder))
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn last(path: &[u8]) -> &std::ffi::OsStr {
    std::ffi::OsStr::from_bytes(path.rsplit(|byte| *byte == b'/').next().unwrap_or(path))
}

fn failed(zh: &str, en: &str) -> Looked {
    Looked { ok: false, told: Words::new(zh, en), ms: 0 }
}

fn not_checked(zh: &str, en: &str) -> Looked {
    failed(&format!("{zh}，未检查"), &format!("{en}: not checked"))
}
