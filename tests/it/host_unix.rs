//! AIX and HP-UX, which are not here: the collector's own lines for them run in real shells, their commands are fakes that print
//! what `tests/samples/hosts/<system>/<command>.txt` holds. What comes out is judged as a capture.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::env::World;

/// Shells that the collector must run in; ksh88 itself is not to be had, its heirs are.
const SHELLS: &[&str] = &["dash", "bash", "ksh93", "mksh", "busybox"];

const CHECKS: &[&str] = &["host.identity", "host.filesystem", "host.swap", "host.hw-error", "host.cluster"];

/// A folder of fakes: `df.txt` makes a `df` that prints it, `uname-s.txt` the answer to `uname -s`.
fn fakes(world: &World, system: &str) -> String {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/hosts").join(system);
    let mut uname = "#!/bin/sh\ncase $1 in\n".to_owned();
    for entry in fs::read_dir(&samples).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        match stem.strip_prefix("uname-") {
            Some(option) => uname.push_str(&format!("-{option}) exec cat '{}' ;;\n", path.display())),
            // A log of some minutes ago: the collector asks for what is new, and leaves the minute that is not over yet for the next look.
            None => command(
                world,
                &stem,
                &format!("#!/bin/sh\nexec sed \"s/@STAMP@/`date -d '5 minutes ago' +%m%d%H%M%y`/\" '{}'\n", path.display()),
            ),
        }
    }
    command(world, "uname", &(uname + "esac\n"));
    format!("{}:/usr/bin:/bin", world.path("fakes").display())
}

fn command(world: &World, name: &str, text: &str) {
    world.write(&format!("fakes/{name}"), text);
    fs::set_permissions(world.path(&format!("fakes/{name}")), fs::Permissions::from_mode(0o755)).unwrap();
}

/// Prints the script, runs it as that system, judges what it printed: `level check subject` a line, and the sentences.
fn look(system: &str, shell: &str) -> Option<(String, String)> {
    let world = World::new();
    let path = fakes(&world, system);
    let checks: Vec<&str> = CHECKS.iter().flat_map(|check| ["--check", check]).collect();
    let script = world.run(&[&["inspect", "host", "--script"], &checks[..]].concat());
    assert_eq!(script.code, 0, "{}", script.err);
    world.write("collect.sh", &script.out);
    let args: &[&str] = if shell == "busybox" { &["sh", "collect.sh"] } else { &["collect.sh"] };
    let mut run = Command::new(shell);
    run.args(args).current_dir(world.root()).env_clear().env("PATH", path).stdin(Stdio::null());
    let Ok(output) = run.output() else {
        eprintln!("SKIPPED: {shell} is not here");
        return None;
    };
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{shell}");
    world.write(&format!("{system}.txt"), &output.stdout);
    let file = format!("{system}.txt");
    let judged = world.run(&[&["inspect", "host", "--capture", &file, "--format", "json", "--no-store"], &checks[..]].concat());
    let (lines, says) = told(&judged.out);
    // The minute of the fake log is now.
    let last = regex::Regex::new(r"last at [-0-9: ]{19}").unwrap();
    Some((lines, last.replace_all(&says, "last at <time>").into_owned()))
}

fn told(json: &str) -> (String, String) {
    let run: Value = serde_json::from_str(json).unwrap();
    let (mut lines, mut says) = (Vec::new(), Vec::new());
    for outcome in run["targets"][0]["outcomes"].as_array().unwrap() {
        let check = outcome["check"].as_str().unwrap();
        if outcome["state"] != "judged" {
            lines.push(format!("{} {check} {}", outcome["state"].as_str().unwrap(), outcome["reason"]["kind"].as_str().unwrap()));
        }
        for unjudged in outcome["unjudged"].as_array().into_iter().flatten() {
            lines.push(format!("unjudged {check} {}", unjudged["why"].as_str().unwrap()));
        }
        for finding in outcome["findings"].as_array().into_iter().flatten() {
            lines.push(format!("{} {check} {}", finding["level"].as_str().unwrap(), finding["subject"].as_str().unwrap()));
            says.push(finding["says"]["en"].as_str().unwrap().to_owned());
        }
    }
    (lines.join("\n"), says.join("\n"))
}

#[test]
fn an_aix_host_with_a_full_archive_and_a_broken_disk() {
    for shell in SHELLS {
        let Some((lines, says)) = look("aix", shell) else { continue };
        insta::allow_duplicates! {
            insta::assert_snapshot!(lines, @"
            not-applicable host.cluster absent
            critical host.filesystem /var
            critical host.filesystem /arch
            critical host.hw-error hdisk9 DISK OPERATION ERROR #
            note host.hw-error ent0 ETHERNET NETWORK RECOVERY MODE #
            critical host.swap
            ");
            insta::assert_snapshot!(says, @"
            File system /var is used 97 %, the limit is 96 %; 38.84 MB left of 1 GB
            File system /arch is full (100 %), tell its owner at once: 0 MB left of 50 GB
            Hardware error, tell the owner at once: errpt P H “hdisk9 DISK OPERATION ERROR DCB47997”, 1 times, last at <time>
            Temporary hardware error, recovered: errpt T H “ent0 ETHERNET NETWORK RECOVERY MODE 747725B0”, 1 times, last at <time>
            Swap is used 82 % (6.56 GB) and pages move: 41 in and 77 out a second. Memory is short
            ");
        }
    }
}

#[test]
fn an_hpux_host_whose_neighbour_is_down() {
    for shell in SHELLS {
        let Some((lines, says)) = look("hpux", shell) else { continue };
        insta::allow_duplicates! {
            insta::assert_snapshot!(lines, @"
            critical host.cluster ServiceGuard · node · hp2
            critical host.filesystem /var
            not-checked host.hw-error needs-root
            ");
            insta::assert_snapshot!(says, @"
            node hp2 of ServiceGuard should be up and is down (halted), tell the owner at once
            File system /var is used 97 %, the limit is 96 %; 261.52 MB left of 8 GB
            ");
        }
    }
}
