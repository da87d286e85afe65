//! The logon, in the order of ssh: keys of the agent, key files, keyboard-interactive, password. No password is ever sent
//! twice, for accounts lock.

use ssh2::{Agent, KeyboardInteractivePrompt, Prompt, PublicKey, Session};

use super::SshLogin;
use super::failure::{self, failed, vendor};
use super::key::algorithm;
use super::keyfile;
use super::route::Hop;
use super::wire::Wire;
use crate::model::{AskError, AskErrorKind, Secret};

/// The server's no.
const REFUSED: [i32; 2] = [vendor::AUTH_FAILED, vendor::KEY_REFUSED];

/// Logs in, or says what the server offers, what was tried and what it said.
pub(super) fn logon(session: &Session, wire: &Wire, hop: &Hop, login: &SshLogin) -> Result<(), AskError> {
    let mut talk = Logon { session, wire, hop, login, offered: String::new(), tried: Vec::new(), heard: Vec::new(), expired: false };
    // The one key that is meant for this host is shown at once: to ask what the server takes costs a round trip.
    let at_once = hop.keys_named && hop.keys.len() == 1 && (!hop.agent || login.local.agent.is_none());
    if at_once && talk.keys()? {
        return Ok(());
    }
    talk.ask()?;
    if session.authenticated() || (!at_once && talk.offers("publickey") && talk.keys()?) || talk.password()? {
        return Ok(());
    }
    Err(talk.refused())
}

struct Logon<'a> {
    session: &'a Session,
    wire: &'a Wire,
    hop: &'a Hop,
    login: &'a SshLogin,
    /// Methods, separated by commas.
    offered: String,
    tried: Vec<String>,
    /// Banners and prompts of the server.
    heard: Vec<String>,
    expired: bool,
}

impl Logon<'_> {
    /// Asks what the server offers.
    fn ask(&mut self) -> Result<(), AskError> {
        match self.session.auth_methods(&self.hop.user) {
            Ok(methods) => methods.clone_into(&mut self.offered),
            Err(e) => return Err(self.lost(&e)),
        }
        self.listen();
        Ok(())
    }

    /// Keeps what the server says beside its answers.
    fn listen(&mut self) {
        let banner = self.session.userauth_banner().ok().flatten().map(|b| b.trim().to_owned());
        self.heard.extend(banner.filter(|b| !b.is_empty() && !self.heard.contains(b)));
    }

    /// A server that refuses an account says why and hangs up. The words are there, but the library only takes them up when it
    /// waits for an answer: it is made to wait for one on a silent socket.
    fn last_words(&mut self) {
        if self.wire.hush().is_ok() {
            self.session.set_timeout(1);
            let _ = self.session.auth_methods(&self.hop.user);
            self.listen();
        }
    }

    fn offers(&self, method: &str) -> bool {
        self.offered.split(',').any(|m| m == method)
    }

    fn keys(&mut self) -> Result<bool, AskError> {
        let mut done = Vec::new();
        if let Some(agent) = self.agent() {
            for identity in self.wanted(&agent) {
                let what = format!("agent key {} {}", algorithm(identity.blob()), identity.comment());
                done.push(identity.blob().to_vec());
                let outcome = agent.userauth(&self.hop.user, &identity);
                if self.took(&what, outcome)? {
                    return Ok(true);
                }
            }
        }
        for path in &self.hop.keys {
            let what = format!("key {}", path.display());
            let key = match keyfile::read(path) {
                Err(_) if !self.hop.keys_named && !path.exists() => continue,
                Err(why) => {
                    self.tried.push(format!("{what}: {why}"));
                    continue;
                }
                Ok(key) if key.public.as_ref().is_some_and(|public| done.contains(public)) => continue,
                Ok(key) => key,
            };
            if key.encrypted && self.login.passphrase.is_none() {
                self.tried.push(format!("{what}: encrypted, and no passphrase is configured"));
                continue;
            }
            let passphrase = self.login.passphrase.as_ref().filter(|_| key.encrypted).map(Secret::reveal);
            let outcome =
                self.session.userauth_pubkey_memory(&self.hop.user, key.line.as_deref().filter(|_| !key.encrypted), &key.text, passphrase);
            // What the server did not refuse was not sent: the key could not be opened.
            let unopened = |e: &ssh2::Error| key.encrypted && !failure::gone(e) && !REFUSED.contains(&failure::number(e));
            if let Some(e) = outcome.as_ref().err().filter(|e| unopened(e)) {
                self.tried.push(format!("{what}: wrong passphrase, or damaged ({})", e.message()));
                continue;
            }
            if self.took(&what, outcome)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The running agent with its keys; one that cannot be asked is noted.
    fn agent(&mut self) -> Option<Agent> {
        let socket = self.login.local.agent.as_ref().filter(|_| self.hop.agent);
        let Some(socket) = socket else {
            if self.hop.agent {
                self.tried.push("agent: none is running (SSH_AUTH_SOCK)".into());
            }
            return None;
        };
        let opened = self.session.agent().and_then(|mut agent| {
            agent.set_identity_path(socket)?;
            agent.connect()?;
            agent.list_identities()?;
            Ok(agent)
        });
        opened.map_err(|e| self.tried.push(format!("agent {}: {}", socket.display(), e.message()))).ok()
    }

    /// The agent's keys, those first that are configured; with `IdentitiesOnly` no others.
    fn wanted(&self, agent: &Agent) -> Vec<PublicKey> {
        let named: Vec<Vec<u8>> = self
            .hop
            .keys
            .iter()
            .filter_map(|path| keyfile::read(path).ok().and_then(|k| k.public).or_else(|| keyfile::beside(path)))
            .collect();
        let mut all = agent.identities().unwrap_or_default();
        all.sort_by_key(|identity| !named.iter().any(|n| n == identity.blob()));
        all.retain(|identity| !self.hop.identities_only || named.iter().any(|n| n == identity.blob()));
        all
    }

    fn password(&mut self) -> Result<bool, AskError> {
        let Some(password) = &self.login.password else { return Ok(false) };
        let (typed, sent) = ("keyboard-interactive", "password");
        if !self.offers(typed) && !self.offers(sent) && !self.tried.is_empty() {
            // A server that wants a key and a password offers the password only after the key.
            self.ask()?;
        }
        if self.offers(typed) {
            let mut prompter = Prompter { password: password.reveal(), given: false, heard: Vec::new() };
            let outcome = self.session.userauth_keyboard_interactive(&self.hop.user, &mut prompter);
            let given = prompter.given;
            self.heard.append(&mut prompter.heard);
            let what = if given { typed.to_owned() } else { format!("{typed} (no password was asked for)") };
            if self.took(&what, outcome)? {
                return Ok(true);
            }
            if given {
                return Ok(false);
            }
        }
        if self.offers(sent) {
            let outcome = self.session.userauth_password(&self.hop.user, password.reveal());
            return self.took(sent, outcome);
        }
        Ok(false)
    }

    /// Whether a try was the logon; one that was refused is noted, one that ended the connection ends the logon.
    fn took(&mut self, what: &str, outcome: Result<(), ssh2::Error>) -> Result<bool, AskError> {
        let Err(e) = outcome else { return Ok(self.session.authenticated()) };
        self.tried.push(match failure::number(&e) {
            code if REFUSED.contains(&code) => what.to_owned(),
            vendor::PASSWORD_EXPIRED => {
                self.expired = true;
                format!("{what}: the password has expired")
            }
            _ => format!("{what}: {}", e.message()),
        });
        if failure::gone(&e) { Err(self.lost(&e)) } else { Ok(false) }
    }

    /// The server hung up in the middle: after tries that is its way of saying no.
    fn lost(&mut self, error: &ssh2::Error) -> AskError {
        if self.tried.is_empty() {
            let message = format!("{}: the connection was lost before the logon: {}", self.place(), error.message());
            return failed(AskErrorKind::Disconnected, failure::LOST, message);
        }
        self.last_words();
        let refused = self.refused();
        AskError {
            message: format!("{}; the server then closed the connection (MaxAuthTries?): {}", refused.message, error.message()),
            ..refused
        }
    }

    fn place(&self) -> String {
        format!("{}@{}", self.hop.user, super::address::place(&self.hop.host, self.hop.port))
    }

    fn refused(&self) -> AskError {
        let heard = self.heard.join(" | ");
        let low = heard.to_lowercase();
        let expired = self.expired || low.contains("expired") || low.contains("change your password");
        let mut message = format!("{}: logon refused", self.place());
        // A server may hang up before it was asked.
        if !self.offered.is_empty() {
            message.push_str(&format!("; the server offers {}", self.offered));
        }
        match self.tried.as_slice() {
            [] => message.push_str("; nothing could be tried (no key, and no password that it would take)"),
            tried => message.push_str(&format!("; tried {}", tried.join(", "))),
        }
        if !heard.is_empty() {
            let said: String = heard.chars().map(|c| if c.is_control() { ' ' } else { c }).take(300).collect();
            message.push_str(&format!("; the server says: {}", said.trim()));
        }
        failed(AskErrorKind::Login, if expired { failure::EXPIRED } else { failure::AUTH }, message)
    }
}

/// Answers the first question that is not echoed with the password, and every other one with nothing.
struct Prompter<'a> {
    password: &'a str,
    given: bool,
    heard: Vec<String>,
}

impl KeyboardInteractivePrompt for Prompter<'_> {
    fn prompt(&mut self, _user: &str, instructions: &str, prompts: &[Prompt<'_>]) -> Vec<String> {
        self.heard.extend(Some(instructions.trim()).filter(|t| !t.is_empty()).map(str::to_owned));
        let mut answers = Vec::new();
        for prompt in prompts {
            let first = !prompt.echo && !self.given;
            self.given |= first;
            if !first {
                self.heard.push(prompt.text.trim().to_owned());
            }
            answers.push(if first { self.password.to_owned() } else { String::new() });
        }
        answers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_given_once_and_only_where_it_is_not_shown() {
        let mut prompter = Prompter { password: "tiger", given: false, heard: Vec::new() };
        let ask = |text: &'static str, echo| Prompt { text: text.into(), echo };
        assert_eq!(prompter.prompt("", "", &[ask("User: ", true), ask("Password: ", false)]), ["", "tiger"]);
        assert_eq!(prompter.prompt("", "expired", &[ask("New password: ", false)]), [""]);
        assert_eq!(prompter.heard, ["User:", "expired", "New password:"]);
        assert!(prompter.given);
    }
}
