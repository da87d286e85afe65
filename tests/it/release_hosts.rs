//! Releases over three hosts with a real OpenSSH server, and a wire that is cut at any byte: all hosts end old, or all new.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crate::env::{Output, World};
use crate::sshd::Sshd;

const HOSTS: [&str; 3] = ["h1", "h2", "h3"];

/// Where a wire is cut: in its nth connection from now on, after so many bytes towards the host, or from it.
#[derive(Debug, Clone, Copy)]
struct Cut {
    connection: usize,
    after: usize,
    down: bool,
}

/// A wire to the server that can be cut.
struct Wire {
    port: u16,
    cut: Arc<Mutex<Option<Cut>>>,
    connections: Arc<AtomicUsize>,
}

impl Wire {
    fn to(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let wire = Self { port: listener.local_addr().unwrap().port(), cut: Arc::default(), connections: Arc::default() };
        let (cut, connections) = (Arc::clone(&wire.cut), Arc::clone(&wire.connections));
        std::thread::spawn(move || {
            for near in listener.incoming() {
                let (Ok(near), Ok(far)) = (near, TcpStream::connect(("127.0.0.1", server))) else { continue };
                let nth = connections.fetch_add(1, Ordering::SeqCst);
                let here = cut.lock().unwrap().filter(|cut| cut.connection == nth);
                let most = |down: bool| here.filter(|cut| cut.down == down).map_or(usize::MAX, |cut| cut.after);
                let (up, down) = (most(false), most(true));
                let (near2, far2) = (near.try_clone().unwrap(), far.try_clone().unwrap());
                std::thread::spawn(move || carry(near, far, up));
                std::thread::spawn(move || carry(far2, near2, down));
            }
        });
        wire
    }

    /// From the next connection on.
    fn cut(&self, cut: Option<Cut>) {
        let next = self.connections.load(Ordering::SeqCst);
        *self.cut.lock().unwrap() = cut.map(|cut| Cut { connection: next + cut.connection, ..cut });
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream, mut most: usize) {
    let mut room = [0; 16 << 10];
    while let Ok(n) = from.read(&mut room) {
        let n = n.min(most);
        most -= n;
        if n == 0 || to.write_all(&room[..n]).is_err() {
            break;
        }
    }
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}

/// A system on three hosts, which are folders of this one behind a wire each.
struct Site {
    world: World,
    wires: Vec<Wire>,
    _sshd: Sshd,
}

impl Site {
    fn new(way: &str) -> Option<Self> {
        let sshd = Sshd::start("Subsystem sftp internal-sftp")?;
        // The binary with all of its symbols lies there, too.
        let memory = rustix::fs::statvfs("/dev/shm").is_ok_and(|stat| stat.f_bavail * stat.f_frsize > 1 << 30);
        let world = if memory { World::in_memory() } else { World::new() };
        let wires: Vec<Wire> = HOSTS.iter().map(|_| Wire::to(sshd.port)).collect();
        let key = std::fs::read_to_string(sshd.path("host_ed25519.pub")).unwrap();
        let key = key.split(' ').take(2).collect::<Vec<_>>().join(" ");
        let (mut targets, mut known) = (String::new(), String::new());
        let mut releases = "[target.zs]\nsystem = \"征管系统\"\nenv = \"test-lab\"\n".to_owned();
        let root = world.root().display().to_string();
        for (host, wire) in HOSTS.iter().zip(&wires) {
            known.push_str(&format!("[127.0.0.1]:{} {key}\n", wire.port));
            targets.push_str(&format!(
                "[target.{host}]\nkind = \"host\"\naddress = \"127.0.0.1\"\nport = {}\nuser = \"root\"\nkeys = [\"{}\"]\nknown-hosts = [\"{root}/known\"]\n",
                wire.port,
                sshd.path("client").display()
            ));
            let programs = match way {
                "agent" => {
                    "stop = [\"/bin/sh\", \"-c\", \"rm ../up\"]\nstart = [\"/bin/sh\", \"-c\", \"test ! -e ../broken || grep -q 1 version && cat version > ../up\"]\n"
                }
                _ => "",
            };
            releases.push_str(&format!(
                "[[target.zs.place]]\nname = \"{host}\"\npart = \"app\"\nhost = \"{host}\"\nroot = \"{root}/{host}/app\"\nway = \"{way}\"\n{programs}"
            ));
            for (path, text) in [("app/version", "1\n"), ("app/lib/a.jar", "a 1"), ("app/gone", "gone"), ("up", "1\n")] {
                world.write(&format!("{host}/{path}"), text);
            }
            std::fs::set_permissions(world.path(&format!("{host}/app/version")), std::fs::Permissions::from_mode(0o640)).unwrap();
            brought(&world, host);
        }
        world.write("known", known);
        world.write("targets.toml", targets);
        world.write("releases.toml", releases);
        for (path, text) in [("version", "2\n"), ("lib/a.jar", "a 2"), ("lib/b.jar", "b 2")] {
            world.write(&format!("src/files/app/{path}"), text);
        }
        world.write(
            "src/release.toml",
            "id = \"zs-2\"\nsystem = \"征管系统\"\nfrom = \"1\"\nto = \"2\"\n[parts.app]\ndelete = [\"gone\"]\n",
        );
        let site = Self { world, wires, _sshd: sshd };
        let made = site.release(&["new", "src", "-o", "zs.zip"]);
        assert_eq!(made.code, 0, "{made:?}");
        Some(site)
    }

    fn release(&self, args: &[&str]) -> Output {
        self.world.run(&[&["--operator", "张工", "release"], args].concat())
    }

    fn apply(&self) -> Output {
        self.release(&["apply", "zs.zip", "-t", "zs", "--yes"])
    }

    /// All of a host, each path with its mode and content, and which version runs.
    fn host(&self, host: &str) -> Vec<String> {
        let root = self.world.path(host);
        let found = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().filter_entry(|one| one.file_name() != ".opsctl-app");
        let tell = |one: walkdir::DirEntry| {
            let content = if one.file_type().is_file() { std::fs::read_to_string(one.path()).unwrap() } else { String::new() };
            let mode = one.metadata().unwrap().permissions().mode();
            format!("{} {mode:o} {content}", one.path().strip_prefix(&root).unwrap().display())
        };
        found.map(|one| tell(one.unwrap())).collect()
    }

    fn all(&self) -> Vec<Vec<String>> {
        HOSTS.iter().map(|host| self.host(host)).collect()
    }
}

/// Puts the binary where a run would bring it, which takes long for one with all of its symbols; one test lets it be brought.
fn brought(world: &World, host: &str) {
    static NAME: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    let own = std::path::Path::new(env!("CARGO_BIN_EXE_opsctl"));
    let name = NAME.get_or_init(|| opsctl::model::sha256(&std::fs::read(own).unwrap())[..16].to_owned());
    let bin = world.path(&format!("{host}/.opsctl-app/bin"));
    std::fs::create_dir_all(&bin).unwrap();
    let to = bin.join(format!("opsctl-{name}"));
    // Once for all hosts: what is waited for in memory is not a disk.
    let once = world.path("opsctl");
    if !once.exists() {
        std::fs::copy(own, &once).unwrap();
    }
    std::fs::hard_link(once, to).unwrap();
}

#[test]
fn three_hosts_go_together_there_and_back() {
    let Some(site) = Site::new("agent") else { return };
    let old = site.all();
    let applied = site.apply();
    assert_eq!(applied.code, 0, "{applied:?}");
    let new = site.all();
    assert!(old != new && new.iter().all(|host| *host == new[0]), "{new:#?}");
    assert_eq!(site.release(&["status"]).code, 0);
    let again = site.apply();
    assert!(again.code == 0 && again.out.contains("没有要做的"), "{again:?}");
    let back = site.release(&["rollback", "-t", "zs", "--yes"]);
    assert_eq!((back.code, site.all()), (0, old), "{back:?}");
}

/// Nothing but files can be reached: the plan says what that does not promise, and it goes there and back all the same.
#[test]
fn by_sftp_alone() {
    let Some(site) = Site::new("sftp") else { return };
    let old = site.all();
    let planned = site.release(&["plan", "zs.zip", "-t", "zs"]);
    assert!(planned.code == 0 && planned.out.contains("只用 SFTP"), "{planned:?}");
    let applied = site.apply();
    assert_eq!(applied.code, 0, "{applied:?}");
    assert!(site.all().iter().all(|host| host.iter().any(|line| line.starts_with("app/version 100640 2"))), "{:#?}", site.all());
    assert_eq!(site.release(&["status"]).code, 0);
    let back = site.release(&["rollback", "-t", "zs", "--yes"]);
    assert_eq!((back.code, site.all()), (0, old), "{back:?}");
}

/// The service of the last host does not start with the new version: the others, which run it already, are taken back with it.
#[test]
fn a_failure_on_the_last_host_takes_all_back() {
    let Some(site) = Site::new("agent") else { return };
    site.world.write("h3/broken", "");
    let old = site.all();
    let applied = site.apply();
    assert_eq!((applied.code, site.all()), (1, old), "{applied:?}");
    assert!(applied.err.contains("启动服务（h3）"), "{applied:?}");
}

/// A host that is down from the start: nothing is touched on the others.
#[test]
fn a_host_that_does_not_answer_stops_it_before_anything_is_touched() {
    let Some(site) = Site::new("agent") else { return };
    let old = site.all();
    site.wires[1].cut(Some(Cut { connection: 0, after: 0, down: false }));
    let applied = site.apply();
    assert_eq!((applied.code, site.all()), (3, old), "{applied:?}");
    assert!(applied.err.contains("h2"), "{applied:?}");
}

/// The wire to one host is cut after k bytes, for many k: what the run says of all hosts is so, and a second one brings what it left to an
/// end.
#[test]
fn a_wire_that_is_cut_at_any_byte() {
    let Some(site) = Site::new("agent") else { return };
    let old = site.all();
    let new = {
        assert_eq!(site.apply().code, 0);
        let new = site.all();
        assert_eq!(site.release(&["rollback", "-t", "zs", "--yes"]).code, 0);
        new
    };
    let mut matrix: BTreeMap<(bool, i32, &str), usize> = BTreeMap::new();
    for down in [false, true] {
        for after in [2600, 4300, 4900] {
            // The second connection is the talk with the agent.
            site.wires[1].cut(Some(Cut { connection: 1, after, down }));
            let applied = site.apply();
            site.wires[1].cut(None);
            let now = site.all();
            if applied.code == 2 {
                let recovered = site.release(&["recover", "-t", "zs"]);
                assert_eq!(recovered.code, 0, "{down} {after}: {applied:?} {recovered:?}");
            } else {
                // What it said without a second run is so already.
                assert!(if applied.code == 0 { now == new } else { now == old }, "{down} {after}: {applied:?} {now:#?}");
            }
            let now = site.all();
            assert!(now == old || now == new, "{down} {after}: neither, {applied:?} {now:#?}");
            *matrix.entry((down, applied.code, if now == old { "old" } else { "new" })).or_default() += 1;
            if now == new {
                assert_eq!(site.release(&["rollback", "-t", "zs", "--yes"]).code, 0);
            }
        }
    }
    let status = site.release(&["status"]);
    assert_eq!(status.code, 0, "{status:?}");
    println!("cut (towards the host, from it) × exit code × outcome: {matrix:?}");
    let ends = |code: i32| matrix.iter().filter(|((_, found, _), _)| *found == code).map(|(_, count)| count).sum::<usize>();
    assert!(ends(3) > 0 && ends(1) + ends(2) > 0, "before and after something was touched: {matrix:?}");
}
