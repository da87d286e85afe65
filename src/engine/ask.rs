//! One check on one target: does it apply, which body, what came back, what does that mean.

use std::time::Duration;

use crate::catalog::{self, Choice, for_facts};
use crate::judge;
use crate::links::ora_codes;
use crate::model::{
    Answer, Ask, AskError, AskErrorKind, Body, Check, Facts, HostFacts, Link, Reason, ReasonKind, Role, Target, TargetKind,
};

/// Rows beyond this are not fetched from a database.
const MAX_ROWS: usize = 100_000;

/// What is known of a target before its checks.
#[derive(Debug, Clone)]
pub(super) enum Known {
    Database(Facts),
    Host(HostFacts),
}

impl Known {
    pub(super) fn database(&self) -> Option<&Facts> {
        match self {
            Self::Database(facts) => Some(facts),
            Self::Host(_) => None,
        }
    }

    pub(super) fn host(&self) -> Option<&HostFacts> {
        match self {
            Self::Host(facts) => Some(facts),
            Self::Database(_) => None,
        }
    }
}

/// Why a check does not concern a target; `None` when it does. `Err` is a fault of the check.
pub(super) fn not_applicable(check: &Check, target: &Target, known: &Known) -> Result<Option<Reason>, Reason> {
    if let Some(why) = target.skip.get(&check.id) {
        return Ok(Some(Reason::new(ReasonKind::Skipped).what(why)));
    }
    match known {
        Known::Database(facts) => no_database(check, target, facts),
        Known::Host(host) => no_host(check, host),
    }
}

fn no_host(check: &Check, host: &HostFacts) -> Result<Option<Reason>, Reason> {
    if check.rows_from.is_none() && check.body_for(host.os).is_none() {
        return Ok(Some(Reason::new(ReasonKind::Unsupported).what(host.os.as_str())));
    }
    match &check.applies.when {
        Some(when) if !judge::applies(when, None, Some(host))? => Ok(Some(Reason::new(ReasonKind::NotApplicable).what(when))),
        _ => Ok(None),
    }
}

fn no_database(check: &Check, target: &Target, facts: &Facts) -> Result<Option<Reason>, Reason> {
    let missing = check.applies.packs.iter().find(|p| !target.packs.contains(p));
    if let Some(pack) = missing {
        return Ok(Some(Reason::new(ReasonKind::NoPack).what(pack)));
    }
    if !check.bodies.is_empty()
        && let Choice::Unsupported(why) = for_facts(check, facts)
    {
        return Ok(Some(Reason::new(ReasonKind::Unsupported).what(why)));
    }
    let (tenancy, role) = (check.applies.tenancy.contains(&facts.tenancy), check.applies.role.contains(&facts.role));
    if !tenancy || !role || facts.version < check.applies.version {
        let why = format!("{} {} {}", facts.version, facts.tenancy.as_str(), facts.role.as_str());
        return Ok(Some(Reason::new(ReasonKind::Unsupported).what(why)));
    }
    // A standby that is mounted is as it should be; its dictionary is simply not there.
    if check.applies.open && !facts.is_open() && facts.role == Role::Standby {
        return Ok(Some(Reason::new(ReasonKind::Unsupported).what(format!("open mode {}", facts.open_mode))));
    }
    if let Some(when) = &check.applies.when
        && !judge::applies(when, Some(facts), None)?
    {
        return Ok(Some(Reason::new(ReasonKind::NotApplicable).what(when)));
    }
    Ok(None)
}

/// Asks a body.
pub fn ask(link: &mut dyn Link, check: &Check, body: &Body, target: &Target) -> Result<Answer, AskError> {
    let seconds = seconds(check, target);
    link.ask(&Ask {
        id: &check.id,
        text: &body.text,
        sha256: &body.sha256,
        columns: &check.selected,
        parser: check.parser.as_deref(),
        twice: check.twice,
        timeout: Duration::from_secs(u64::from(seconds)),
        max_rows: MAX_ROWS,
    })
}

/// How long a question may take.
fn seconds(check: &Check, target: &Target) -> u32 {
    check.timeout_s.unwrap_or(target.oracle().map_or(catalog::PROBE_SECONDS, |c| c.statement_timeout_s)).max(1)
}

/// What a failed question means for its check.
pub(super) fn reason(check: &Check, body: &Body, target: &Target, error: &AskError) -> Reason {
    let cause = error.message.lines().next().unwrap_or_default().to_owned();
    match error.kind {
        AskErrorKind::Absent => Reason::new(ReasonKind::Absent).what(cause),
        AskErrorKind::Privilege if check.kind == TargetKind::Host => Reason::new(ReasonKind::NeedsRoot).what(&error.object).cause(cause),
        AskErrorKind::Privilege => {
            let views: Vec<String> = catalog::views(&body.text).into_iter().collect();
            let known = views.contains(&error.object);
            let what = if known { error.object.clone() } else { views.join(", ") };
            // Servers before 23ai do not name the view; then it is the optional one if the check reads no other.
            let named = error.object.rsplit(['.', '"']).find(|part| !part.is_empty()).unwrap_or_default();
            let optional = |view: &str| check.applies.optional_views.iter().any(|v| v == view);
            if error.code == "ORA-00942" && (optional(named) || (named.is_empty() && views.iter().all(|v| optional(v)))) {
                return Reason::new(ReasonKind::NotApplicable).what(check.applies.optional_views.join(", "));
            }
            let grants: Vec<String> = if known {
                vec![ora_codes::grant(&error.object, target.user())]
            } else {
                views.iter().map(|v| ora_codes::grant(v, target.user())).collect()
            };
            Reason::new(ReasonKind::Privilege).what(what).cause(cause).fix(grants.join("; "))
        }
        // The time for all probes of a host was over before this one's own.
        AskErrorKind::Timeout if let Some(host) = target.host().filter(|_| !error.code.is_empty()) => {
            Reason::new(ReasonKind::Timeout).what(format!("timeout = {} s", host.timeout_s)).cause(cause)
        }
        AskErrorKind::Timeout => Reason::new(ReasonKind::Timeout).what(format!("{} s", seconds(check, target))).cause(cause),
        AskErrorKind::Disconnected | AskErrorKind::Down | AskErrorKind::Full => Reason::new(ReasonKind::Disconnected).cause(cause),
        AskErrorKind::Stopped => Reason::new(ReasonKind::Interrupted),
        AskErrorKind::BadAnswer => Reason::new(ReasonKind::BadAnswer).what(cause),
        AskErrorKind::NotCaptured => Reason::new(ReasonKind::NotCaptured).what(cause),
        AskErrorKind::NotOpen => Reason::new(ReasonKind::Unsupported).what("database not open").cause(cause),
        AskErrorKind::Internal => Reason::new(ReasonKind::Internal).what(cause),
        AskErrorKind::Login | AskErrorKind::HostKey | AskErrorKind::Client | AskErrorKind::Config | AskErrorKind::Server => {
            Reason::new(ReasonKind::ServerError).cause(cause)
        }
    }
}
