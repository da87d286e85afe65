//! Hooks that leave servers, fail, hang, hide, and print.

use std::path::PathBuf;

use super::*;
use crate::links::step;

/// A hook of `sh` in a folder of its own; all that it left is ended with it.
struct Stage {
    dir: tempfile::TempDir,
    mark: String,
}

impl Stage {
    fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap(), mark: mark().unwrap() }
    }

    fn out(&self) -> PathBuf {
        self.dir.path().join("hook.out")
    }

    fn argv(&self, argv: &[&str], when: When, ms: u64, stop: bool) -> io::Result<Ran> {
        let argv: Vec<String> = argv.iter().map(ToString::to_string).collect();
        let env = BTreeMap::from([("WORD".to_owned(), "税务".to_owned())]);
        let (out, deadline) = (self.out(), Duration::from_millis(ms));
        let call = Call { argv: &argv, root: self.dir.path(), env: &env, out: &out, when, deadline, most: 1 << 16, mark: &self.mark };
        run_hook(&call, Some(&AtomicBool::new(stop)))
    }

    fn run(&self, script: &str, when: When, ms: u64) -> Ran {
        self.argv(&["sh", "-c", script], when, ms, false).unwrap()
    }

    /// The process whose number the script wrote there.
    fn process(&self, file: &str) -> Option<Process> {
        let id = std::fs::read_to_string(self.dir.path().join(file)).unwrap().trim().parse().unwrap();
        proc::one(Path::new(PROC), id).filter(|process| !process.dead)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = end_marked(&self.mark);
    }
}

#[test]
fn what_a_start_hook_started_lives_on_out_of_reach() {
    let stage = Stage::new();
    let ran = stage.run("sleep 100 & echo $! > pid; echo started; exit 0", When::Start, 5000);
    assert_eq!((ran.end, ran.tail.as_str(), ran.left), (End::Exit(0), "started\n", 0));
    assert!(ran.ms < 2000, "it is not waited for");
    let server = stage.process("pid").expect("it lives");
    let ours = proc::one(Path::new(PROC), i32::try_from(std::process::id()).unwrap()).unwrap();
    assert_ne!(server.session, ours.session, "no terminal of ours reaches it");
    let open = |fd: &str| std::fs::read_link(format!("{PROC}/{}/fd/{fd}", server.id)).unwrap();
    assert_eq!(open("0"), Path::new("/dev/null"));
    assert_eq!((open("1"), open("2")), (stage.out(), stage.out()), "a file, not a pipe");
    // Another hook that ends all its own leaves it alone.
    let other = Stage::new();
    assert_eq!(other.run("sleep 100 & exit 1", When::Start, 5000).end, End::Exit(1));
    assert!(lives(&stage.mark) && !lives(&other.mark));
    // The output of one is told from where it began.
    assert_eq!(stage.argv(&["echo", "again"], When::Stop, 5000, false).unwrap().tail, "again\n");
    assert!(stage.process("pid").is_none(), "this stop hook has the same mark, so it was its own");
}

#[test]
fn what_a_hook_that_failed_left_is_ended_wherever_it_went() {
    let stage = Stage::new();
    let script = "sleep 100 & echo $! > child
        setsid sleep 100 & echo $! > session
        (setsid sh -c 'echo $$ > orphan; exec sleep 100' &)
        (env -i sleep 100 & echo $! > bare)
        until test -s orphan; do sleep 0.02; done; exit 3";
    let ran = stage.run(script, When::Start, 5000);
    assert_eq!((ran.end, ran.left), (End::Exit(3), 0));
    for one in ["child", "session", "orphan", "bare"] {
        assert!(stage.process(one).is_none(), "{one}");
    }
    assert!(!lives(&stage.mark));
}

#[test]
fn a_hook_that_hangs_is_ended_with_descendants_that_hide() {
    let stage = Stage::new();
    // It left the session and cleared its environment; it is still known by its parent.
    let ran = stage.run("env -i setsid sleep 100 & echo $! > hidden; sleep 100 & wait", When::Start, 200);
    assert_eq!((ran.end, ran.left), (End::TimedOut, 0));
    assert!((200..2000).contains(&ran.ms), "{}", ran.ms);
    assert!(stage.process("hidden").is_none());
    assert!(!lives(&stage.mark));
}

#[test]
fn what_other_hooks_leave_is_ended_though_they_succeeded() {
    for when in [When::Before, When::Stop] {
        let stage = Stage::new();
        assert_eq!(stage.run("sleep 100 & echo $! > pid; exit 0", when, 5000).end, End::Exit(0));
        assert!(stage.process("pid").is_none(), "{when:?}");
    }
}

#[test]
fn it_is_told_how_a_hook_ended() {
    let stage = Stage::new();
    assert_eq!(stage.run("kill -9 $$", When::Start, 5000).end, End::Signal(9));
    assert_eq!(stage.run("yes", When::Start, 5000).end, End::TooMuch);
    assert_eq!(stage.argv(&["sleep", "100"], When::Start, 5000, true).unwrap().end, End::Stopped);
    assert_eq!(stage.run("exec sleep 100", When::Start, 100).end, End::TimedOut);
    let gone = stage.argv(&["./none.sh"], When::Start, 5000, false).unwrap_err();
    assert_eq!(gone.kind(), io::ErrorKind::NotFound);
    assert_eq!(stage.argv(&[], When::Start, 5000, false).unwrap_err().kind(), io::ErrorKind::InvalidInput);
}

#[test]
fn a_hook_knows_its_root_and_may_speak_gbk() {
    let stage = Stage::new();
    std::fs::write(stage.dir.path().join("hook.sh"), "#!/bin/sh\nprintf '%s %s ' \"$WORD\" \"$OPSCTL_ROOT\"; pwd; cat\n").unwrap();
    rustix::fs::chmod(stage.dir.path().join("hook.sh"), rustix::fs::Mode::from_raw_mode(0o700)).unwrap();
    let root = stage.dir.path().display();
    assert_eq!(stage.argv(&["./hook.sh"], When::Stop, 5000, false).unwrap().tail, format!("税务 {root} {root}\n"));
    assert_eq!(stage.run(r"printf '\306\364\266\257\033[2J'", When::Stop, 5000).tail, "启动[2J");
    let long = stage.run("yes 0123456 | head -n 4096; echo end", When::Stop, 5000).tail;
    assert_eq!((long.len(), long.ends_with("0123456\nend\n")), (4096, true));
}

#[test]
fn a_server_that_was_started_holds_no_lock_of_a_step() {
    let stage = Stage::new();
    let out = stage.dir.path().join("step.out");
    let argv = ["sh", "-c", "sleep 0.3"].map(str::to_owned);
    let step =
        step::Program { argv: &argv, env: &BTreeMap::new(), stdin: "", out: &out, err: None, deadline: Duration::from_secs(5), most: 1 };
    std::thread::scope(|scope| {
        let step = scope.spawn(|| step::run(&step, None, &mut |_| ()));
        for _ in 0..5 {
            assert_eq!(stage.run("sleep 100 & exit 0", When::Start, 5000).end, End::Exit(0));
        }
        assert_eq!(step.join().unwrap().unwrap(), End::Exit(0));
    });
    assert!(lives(&stage.mark) && !step::is_alive(&out));
    assert_eq!(end_marked(&stage.mark), 0);
    assert!(!lives(&stage.mark));
}
