//! Looks and programs at a place on this machine.

use std::collections::BTreeMap;
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::{Looked, Program};
use crate::links::hook::{self, Call, Ran};
use crate::links::probe::{self, Since};
use crate::links::step::End;
use crate::model::release::{Probe, When};
use crate::model::{Lang, Words};
use crate::release::fault::{Result, io};

/// Bytes that a program may print.
const MOST: u64 = 64 << 20;

pub(super) struct Bystander {
    root: PathBuf,
    /// Outputs of programs, and a file for each that runs: its name is the mark of what is run, what it holds the script.
    folder: PathBuf,
    stop: Arc<AtomicBool>,
    since: Vec<Since>,
}

impl Bystander {
    pub(super) fn new(root: &Path, state: &Path, stop: Arc<AtomicBool>) -> Self {
        Self { root: root.to_owned(), folder: state.join("programs"), stop, since: Vec::new() }
    }

    pub(super) fn mark(&mut self, probes: &[Probe]) {
        self.since = probes.iter().map(|one| probe::since(one, &self.root)).collect();
    }

    pub(super) fn look(&mut self, nth: usize, what: &Probe, seconds: u32) -> Looked {
        // One that was not marked is looked at from now on.
        let since = self.since.get(nth).cloned().unwrap_or_else(|| probe::since(what, &self.root));
        let seen = probe::probe(what, &self.root, &since, Duration::from_secs(seconds.into()), Some(&self.stop));
        Looked { ok: seen.ok, told: Words::new(seen.told.say(Lang::Zh), seen.told.say(Lang::En)), ms: seen.ms }
    }

    pub(super) fn program(&mut self, program: &Program) -> Result<Looked> {
        self.run(program).map(|ran| looked(&ran)).map_err(io(&self.folder))
    }

    /// Ends what programs left running whose opsctl was killed. The place is held, so that none of them is anybody's.
    pub(super) fn end_left(&self) {
        for entry in std::fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let mark = name.to_str().filter(|name| name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit()));
            // What could not be ended is tried again by the next.
            if mark.is_some_and(|mark| hook::end_marked(mark) == 0) {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }

    fn run(&self, program: &Program) -> io::Result<Ran> {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.folder)?;
        let mut argv = program.argv.clone();
        let mark = hook::mark()?;
        let own = self.folder.join(&mark);
        if let Some(bytes) = &program.script {
            // A file of its own that nobody else writes: what was proved is what runs.
            let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o700).open(&own)?;
            io::Write::write_all(&mut file, bytes)?;
            let name = argv.first_mut().ok_or(io::ErrorKind::InvalidInput)?;
            *name = own.display().to_string();
        } else {
            // A full disk must not keep a service from being started again.
            let _ = std::fs::File::create_new(&own);
        }
        let env = BTreeMap::from([("OPSCTL_RELEASE".to_owned(), program.release.clone())]);
        let call = Call {
            argv: &argv,
            root: &self.root,
            env: &env,
            out: &self.folder.join("output.log"),
            when: if program.starts { When::Start } else { When::Stop },
            deadline: Duration::from_secs(program.seconds.into()),
            most: MOST,
            mark: &mark,
        };
        let ran = hook::run_hook(&call, Some(&self.stop));
        let _ = std::fs::remove_file(&own);
        ran
    }
}

/// Lines of output that are told.
const LINES: usize = 5;

fn looked(ran: &Ran) -> Looked {
    let (zh, en) = match ran.end {
        End::Exit(0) => ("正常".to_owned(), "done".to_owned()),
        End::Exit(code) => (format!("退出码 {code}"), format!("exit code {code}")),
        End::Signal(signal) => (format!("被信号 {signal} 终止"), format!("ended by signal {signal}")),
        End::TimedOut => ("超时，已终止".to_owned(), "out of time, ended".to_owned()),
        End::Stopped => ("操作人中止".to_owned(), "stopped by the operator".to_owned()),
        End::TooMuch => ("输出过多，已终止".to_owned(), "printed too much, ended".to_owned()),
    };
    let ok = ran.end == End::Exit(0);
    let lines: Vec<&str> = ran.tail.lines().filter(|line| !line.trim().is_empty()).collect();
    let last = lines[lines.len().saturating_sub(LINES)..].join(" | ");
    let tail =
        if ok || last.is_empty() { [String::new(), String::new()] } else { [format!("，输出：{last}"), format!(", it said: {last}")] };
    let left = if ran.left > 0 {
        [format!("，{} 个进程未能结束", ran.left), format!(", {} processes could not be ended", ran.left)]
    } else {
        Default::default()
    };
    Looked { ok, told: Words::new(format!("{zh}{}{}", tail[0], left[0]), format!("{en}{}{}", tail[1], left[1])), ms: ran.ms }
}
