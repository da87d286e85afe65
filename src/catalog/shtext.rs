//! The body of a probe → whether it only asks. Not a shell parser: a guard against what a probe has no business doing.

/// Why a body may not be run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum ShFault {
    #[error("there is no command")]
    Empty,
    #[error("it writes to a file: `{0}` (only /dev/null and other descriptors are allowed)")]
    Writes(String),
    #[error("`{0}` changes something; a probe only asks")]
    Changes(String),
    #[error("`<<`: shells keep such a text in a file of the target")]
    HereDocument,
}

/// Commands that change the target, wherever a command may stand.
const CHANGING: &[&str] = &[
    "rm", "rmdir", "mv", "cp", "dd", "tee", "touch", "mkdir", "mkfifo", "mktemp", "ln", "chmod", "chown", "chgrp", "kill", "killall",
    "pkill", "reboot", "shutdown", "halt", "poweroff", "mkfs", "fdisk", "parted", "mount", "umount", "swapon", "swapoff", "useradd",
    "userdel", "usermod", "passwd", "chuser", "service", "startsrc", "stopsrc", "crontab", "at", "install", "truncate", "logger", "wget",
    "curl", "ssh", "scp", "nc",
];

/// Forms of them that only show.
const SHOWING: &[(&str, &[&str])] = &[
    ("mount", &["", "-v", "-p", "-l"]),
    ("crontab", &["-l"]),
    ("passwd", &["-S", "-s"]),
    ("service", &["--status-all"]),
    ("ssh", &["-V"]),
];

/// The body as it will run.
pub(super) fn plain(text: &str) -> &str {
    text.trim_matches('\n')
}

/// The same, if it only asks.
pub(super) fn clean(text: &str) -> Result<&str, ShFault> {
    let text = plain(text);
    let code = unquoted(text);
    if code.trim().is_empty() {
        return Err(ShFault::Empty);
    }
    for line in code.lines() {
        if line.contains("<<") {
            return Err(ShFault::HereDocument);
        }
        redirections(line)?;
        for (word, next) in commands(line) {
            let shows = SHOWING.iter().any(|(known, forms)| *known == word && forms.contains(&next));
            if CHANGING.contains(&word) && !shows {
                return Err(ShFault::Changes(word.to_owned()));
            }
        }
    }
    Ok(text)
}

/// The text without what is in quotes or behind `#`, so that an awk program's `>` is no redirection.
fn unquoted(text: &str) -> String {
    let mut out = String::new();
    let mut quote = None;
    let mut before = '\n';
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match quote {
            Some(q) if c == q => quote = None,
            Some('\'') => {}
            _ if c == '\\' => _ = chars.next(),
            Some(_) => {}
            None if c == '\'' || c == '"' => quote = Some(c),
            None if c == '#' && before.is_whitespace() => {
                out.push('\n');
                chars.by_ref().find(|c| *c == '\n');
                before = '\n';
                continue;
            }
            None => out.push(c),
        }
        before = c;
    }
    out
}

fn redirections(line: &str) -> Result<(), ShFault> {
    let mut rest = line;
    while let Some(at) = rest.find('>') {
        let target = rest[at..].trim_start_matches('>').trim_start_matches('|').trim_start();
        let word: String = target.chars().take_while(|c| !c.is_whitespace() && !";|)}`".contains(*c)).collect();
        let descriptor = word.strip_prefix('&').is_some_and(|d| d == "-" || d.chars().all(|c| c.is_ascii_digit()));
        // `2>&1`, `>/dev/null`; an arithmetic `>` stands in `[ a -gt b ]` in sh, so every `>` outside quotes redirects.
        if !descriptor && word != "/dev/null" {
            return Err(ShFault::Writes(format!(">{word}")));
        }
        rest = &rest[rest.len() - target.len()..];
    }
    Ok(())
}

/// The first word of everything that may be a command, and the word behind it (a redirection is none).
fn commands(line: &str) -> impl Iterator<Item = (&str, &str)> {
    line.split(['|', ';', '&', '(', ')', '{', '}', '`']).filter_map(|part| {
        let mut words = part.split_whitespace().skip_while(|w| {
            ["if", "then", "else", "elif", "while", "do", "!", "exec", "eval", "command", "sudo", "env", "nohup", "time"].contains(w)
                || w.split_once('=')
                    .is_some_and(|(name, _)| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
        });
        let word = words.next()?;
        let next = words.next().filter(|w| !w.contains(['>', '<'])).unwrap_or_default();
        Some((word.rsplit('/').next().unwrap_or(word), next))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_probe_asks_and_does_nothing_else() {
        for fine in [
            "df -kP 2>/dev/null",
            "cat /proc/stat; have lvs && lvs --noheadings 2>&1",
            "awk '{ if ($3 > 5) print }' /etc/passwd",
            "mount | awk '{ print $1 }'",
            "for d in /proc/[0-9]*; do cat $d/stat 2>/dev/null; done",
            "crontab -l 2>/dev/null",
            "day=`date 2>/dev/null`",
            "ssh -V 2>&1",
            "ls -l # > file",
        ] {
            assert_eq!(clean(fine).map(|_| ()), Ok(()), "{fine}");
        }
        assert_eq!(clean("# nothing\n"), Err(ShFault::Empty));
        assert_eq!(clean("df > /tmp/x"), Err(ShFault::Writes(">/tmp/x".into())));
        assert_eq!(clean("df >>x"), Err(ShFault::Writes(">x".into())));
        assert_eq!(clean("cat <<EOF\nx\nEOF"), Err(ShFault::HereDocument));
        for (bad, word) in [
            ("rm -f /tmp/x", "rm"),
            ("true && /bin/rm x", "rm"),
            ("if true; then kill 1; fi", "kill"),
            ("x=1 reboot", "reboot"),
            ("mount /dev/sda1 /mnt", "mount"),
            ("ssh app02 df", "ssh"),
        ] {
            assert_eq!(clean(bad), Err(ShFault::Changes(word.into())), "{bad}");
        }
    }
}
