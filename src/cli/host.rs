//! `opsctl host`: the hosts themselves – accepting a host key knowingly.

use clap::{Args, Subcommand};

use super::words::w;
use super::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::links::ssh::{self, SshLogin};
use crate::model::{AskError, Host, Lang};
use crate::text::{Msg, hints};
use crate::ui::Consent;

#[derive(Debug, Subcommand)]
pub(super) enum HostCommand {
    #[command(about = w("显示主机密钥指纹，核对后写入 known_hosts", "Show the fingerprint of a host's key and, once compared, write it to known_hosts"))]
    Trust(TrustArgs),
}

#[derive(Debug, Args)]
pub(super) struct TrustArgs {
    #[arg(value_name = "TARGET", help = w("目标名", "Target by name"))]
    target: String,
    #[arg(long, help = w("不再询问；只在指纹已经核对过时使用", "Do not ask; only when the fingerprint has been compared"))]
    yes: bool,
    #[arg(long, help = w("替换已登记的旧密钥", "Replace an older key of this host"))]
    replace: bool,
}

pub(super) fn run(app: &App, command: &HostCommand) -> Result<Exit> {
    match command {
        HostCommand::Trust(args) => trust(app, args),
    }
}

fn trust(app: &App, args: &TrustArgs) -> Result<Exit> {
    let targets = app.config()?.select(std::slice::from_ref(&args.target), &[], &[])?;
    let host = targets.first().and_then(|t| t.host()).filter(|h| !h.is_local()).ok_or_else(|| {
        Error::new(Kind::Usage, Msg::Usage { text: format!("host trust {} (kind = \"host\")", args.target) }).hint(Msg::HintTargets {})
    })?;
    let local = app.env.local_user();
    let secret = |reference: Option<&crate::model::SecretRef>| reference.map(|r| app.secret(r)).transpose();
    let passphrase = secret(host.passphrase.as_ref())?;
    // Whoever is passed on the way is accepted first: its key is checked when the next one is asked.
    let jumps = ssh::jump_hosts(host, &local).map_err(|e| failed(app, Msg::HostFailed { name: args.target.clone() }, &e))?;
    for machine in jumps.iter().chain(std::iter::once(host)) {
        let login = SshLogin { password: None, passphrase: passphrase.clone(), local: local.clone() };
        accept(app, args, machine, &login)?;
    }
    Ok(Exit::OK)
}

fn accept(app: &App, args: &TrustArgs, host: &Host, login: &SshLogin) -> Result<()> {
    let key = ssh::host_key(host, login).map_err(|e| failed(app, Msg::HostFailed { name: host.shown() }, &e))?;
    let lang = app.ui.lang;
    app.ui.out(&format!("{}  {}  {}\n", key.name, key.algorithm, key.fingerprint));
    let what = match lang {
        Lang::Zh => format!("信任 {} 的这把密钥（请先在主机控制台用 ssh-keygen -lf 核对指纹）", key.name),
        Lang::En => format!("trust this key of {} (compare it on the console first: ssh-keygen -lf)", key.name),
    };
    let _consent = Consent::ask(&app.ui, args.yes, &what)?;
    let done = ssh::trust(host, &login.local, &key, args.replace).map_err(|e| failed(app, Msg::KeyNotKept { name: host.shown() }, &e))?;
    let file = done.file.display();
    app.ui.note(&match (lang, done.already) {
        (Lang::Zh, true) => format!("{file} 中已有这把密钥。"),
        (Lang::En, true) => format!("{file} has this key already."),
        (Lang::Zh, false) => format!("已写入 {file}，替换旧密钥 {} 行。", done.replaced),
        (Lang::En, false) => format!("written to {file}; {} lines of older keys replaced.", done.replaced),
    });
    Ok(())
}

fn failed(app: &App, what: Msg, error: &AskError) -> Error {
    let hint = hints::ssh(error).to(app.ui.lang).to_owned();
    Error::new(Kind::Input, what).because(&error.message).hint(Msg::Advice { text: hint })
}
