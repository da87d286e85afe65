//! What to do now, by the meaning of a failure. The one table of advice; the vendor's text is printed beside it.

use crate::model::{AskError, AskErrorKind, Words};

/// Advice for a logon that failed.
#[must_use]
pub fn logon(error: &AskError) -> Words {
    let (zh, en) = match error.code.as_str() {
        "ORA-01017" => (
            "核对用户名和密码来源（opsctl config show）。opsctl 不会重试，以免锁定账号；改正后再运行。",
            "Check the user and where the password comes from (opsctl config show). opsctl does not retry, so that the account is not locked.",
        ),
        "ORA-28000" => (
            "账号已锁定：由 DBA 查明原因后执行 alter user 用户 account unlock 。",
            "The account is locked: a DBA finds out why, then runs alter user U account unlock .",
        ),
        "ORA-28001" | "ORA-28002" => (
            "密码已过期或即将过期：由 DBA 改密，再更新密码文件。",
            "The password has expired or soon will: a DBA changes it, then update the password file.",
        ),
        "ORA-01034" | "ORA-27101" => (
            "实例没有启动：登录数据库主机，看 alert 日志最后几行弄清为何停，再由 DBA startup 。",
            "The instance is not started: read the end of the alert log on the host to see why, then a DBA starts it.",
        ),
        "ORA-01033" => (
            "实例正在启动、关闭或只到 mount：稍后再试；若长时间如此，查 alert 日志。",
            "The instance is starting, stopping or only mounted: try later; if it stays so read the alert log.",
        ),
        "ORA-12514" | "ORA-12505" => (
            "监听正常但没有这个服务：在主机上执行 lsnrctl status ，看实例是否注册；实例多半没有打开，或服务名写错。",
            "The listener does not know the service: run lsnrctl status on the host; the instance is probably not open, or the name is wrong.",
        ),
        "ORA-12541" | "TNS-12541" => {
            ("监听没有启动：在主机上执行 lsnrctl start ，并查监听日志。", "No listener: run lsnrctl start on the host and read its log.")
        }
        "ORA-00257" => (
            "归档空间写满，数据库已停止写入：立即用 RMAN 备份并删除归档，或扩大 db_recovery_file_dest_size 。",
            "The archive area is full and the database stands still: back up and delete archived logs with RMAN at once, or raise db_recovery_file_dest_size.",
        ),
        "ORA-01035" => (
            "实例处于受限模式：确认是否有维护；没有则由 DBA 执行 alter system disable restricted session 。",
            "The instance is restricted: if no maintenance is on, a DBA runs alter system disable restricted session .",
        ),
        "ORA-01045" => (
            "账号缺 CREATE SESSION 权限：由 DBA 执行 sql/setup 下的授权脚本。",
            "The account lacks CREATE SESSION: a DBA runs the script in sql/setup.",
        ),
        "ORA-12154" => (
            "地址或 TNS 别名不认识：核对 targets.toml 的 address 和 tns-admin 。",
            "The address or TNS alias is unknown: check address and tns-admin in targets.toml.",
        ),
        _ => by_kind(error.kind),
    };
    Words::new(zh, en)
}

fn by_kind(kind: AskErrorKind) -> (&'static str, &'static str) {
    match kind {
        AskErrorKind::Down | AskErrorKind::Timeout | AskErrorKind::Disconnected => (
            "先看主机能否 ping 通、端口能否连上；再在主机上看实例进程（ps -ef | grep pmon）、lsnrctl status 和 alert 日志最后几行。",
            "First see whether the host answers and the port is open; then on the host look at the instance (ps -ef | grep pmon), lsnrctl status and the end of the alert log.",
        ),
        AskErrorKind::Full => (
            "进程或会话数已到上限：用已有会话或 sqlplus / as sysdba 进入，查 v$resource_limit 和异常多的客户端，必要时结束无用会话，再考虑调大 processes 。",
            "Processes or sessions are at their limit: enter with sqlplus / as sysdba, look at v$resource_limit and at clients with too many sessions, end useless ones, then consider raising processes.",
        ),
        AskErrorKind::Client => (
            "本机驱动连不了这个库：11.2 或要求原生网络加密的库要装 Oracle Instant Client 并写 driver = \"thick\"；只有 11g 口令校验码的账号，由 DBA 重设一次密码即可用 thin 。",
            "The driver here cannot speak to this server: for 11.2 or native network encryption install Oracle Instant Client and set driver = \"thick\"; for an account with only an 11g verifier a DBA sets its password again.",
        ),
        AskErrorKind::Config => {
            ("核对 targets.toml 中的 address、tns-admin、wallet 。", "Check address, tns-admin and wallet in targets.toml.")
        }
        AskErrorKind::Login => {
            ("核对账号、密码来源和账号状态。opsctl 不会重试。", "Check the account, its password and its state. opsctl does not retry.")
        }
        _ => ("把上面的原文交给 DBA 。", "Give the text above to a DBA."),
    }
}
