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

/// Advice for an SSH connection, logon or command that failed.
#[must_use]
pub fn ssh(error: &AskError) -> Words {
    let (zh, en) = match error.code.as_str() {
        "SSH-REFUSED" => (
            "主机在，但 SSH 端口没有服务：核对端口；在主机控制台上看 sshd 是否运行（AIX：lssrc -s sshd；HP-UX：/sbin/init.d/secsh；Linux：systemctl status sshd）。",
            "The host is there, but nothing serves the SSH port: check the port; on the console see whether sshd runs (AIX: lssrc -s sshd; HP-UX: /sbin/init.d/secsh; Linux: systemctl status sshd).",
        ),
        "SSH-NO-ANSWER" => (
            "没有任何应答：先 ping 主机，再查防火墙是否放行本机到该端口；主机若真停机，从控制台（HMC、iLO、带外管理）看。",
            "No answer at all: ping the host, then see whether the firewall lets this machine through to the port; if the host is down look at its console (HMC, iLO).",
        ),
        "SSH-NO-ROUTE" => (
            "网络到不了：查本机路由、VLAN 和对端网关（ip route get 地址）。",
            "The network does not reach it: check the route, VLAN and gateway (ip route get ADDRESS).",
        ),
        "SSH-NAME" => (
            "主机名解析不了：核对 targets.toml 的 address 和本机 /etc/hosts、DNS；不依赖 DNS 时直接写 IP 。",
            "The name does not resolve: check address in targets.toml, /etc/hosts and DNS here; or write the IP address.",
        ),
        "SSH-BANNER" => (
            "端口能连上但 sshd 不应答：多半是主机内存或进程耗尽、存储挂起，或中间设备代答；从控制台登录查看负载和 sshd 。",
            "The port accepts but sshd does not answer: the host is probably out of memory or processes, its storage hangs, or a device in between answers for it; look from the console.",
        ),
        "SSH-NOT-SSH" => {
            ("这个端口不是 SSH 服务：核对 address 和 port 。", "What answers at that port is no SSH server: check address and port.")
        }
        "SSH-CLOSED" => (
            "连接一建立就被关闭：查 /etc/hosts.deny、sshd 的 MaxStartups 和并发数、主机上 sshd 日志；也可能是防火墙或堡垒机拒绝。",
            "The connection is closed at once: check /etc/hosts.deny, MaxStartups of sshd and its log on the host; a firewall or bastion may also refuse.",
        ),
        "SSH-HANDSHAKE" => (
            "握手失败：看主机上 sshd 日志；重试一次；若总是如此，用 ssh -vvv 对比。",
            "The handshake failed: read the log of sshd on the host; try again; if it stays compare with ssh -vvv.",
        ),
        "SSH-ALGORITHM" => (
            "老系统只有旧算法：确认是内网可信主机后，在该目标写 algorithms = [\"ssh-rsa\", …]（名称取自上面“server offers”）；根本办法是升级主机的 OpenSSH 。",
            "An old system with old algorithms only: if the host is trusted, write algorithms = [\"ssh-rsa\", …] for this target (names from “server offers” above); better upgrade its OpenSSH.",
        ),
        "SSH-HOSTKEY-UNKNOWN" | "SSH-NO-KNOWN-HOSTS" | "SSH-HOSTKEY-CA" => (
            "第一次连接这台主机：请主机管理员在控制台执行 ssh-keygen -lf 公钥文件 ，与上面的指纹一致后执行 opsctl host trust 目标名 。",
            "This host is new here: its administrator runs ssh-keygen -lf PUBLIC-KEY-FILE on the console; if the fingerprint is the one above run opsctl host trust NAME .",
        ),
        "SSH-HOSTKEY-CHANGED" => (
            "主机密钥变了，已停止，没有发送密码。先弄清原因：重装、换机、切换到备机，还是有人冒充。确认属实后执行 opsctl host trust 目标名 --replace 。",
            "The host key has changed; nothing was sent. First find out why: installed anew, replaced, switched to a standby, or someone in between. Only then run opsctl host trust NAME --replace .",
        ),
        "SSH-HOSTKEY-REVOKED" => (
            "这把主机密钥已被吊销：不要登录，立即通知安全管理员。",
            "This host key is revoked: do not log in, tell the security officer at once.",
        ),
        "SSH-AUTH" => (
            "核对用户名、密钥和密码来源（opsctl config show）。密码只发送一次，不会重试，以免锁定账号；主机上看 sshd 日志（Linux /var/log/secure ，AIX、HP-UX 的 syslog）。",
            "Check user, keys and where the password comes from (opsctl config show). The password is sent once and not retried, so that no account locks; the log of sshd on the host says more.",
        ),
        "SSH-EXPIRED" => (
            "账号或密码已过期：请主机管理员改密或延期（Linux chage，AIX chuser expires，HP-UX /usr/lbin/modprpw），再更新密码文件。",
            "The account or its password has expired: the administrator changes or extends it (Linux chage, AIX chuser expires, HP-UX modprpw), then update the password file.",
        ),
        "SSH-CONFIG" => {
            ("核对 targets.toml 和 ~/.ssh/config 中这台主机的设置。", "Check the settings of this host in targets.toml and ~/.ssh/config.")
        }
        "SSH-JUMP" => (
            "跳板机过不去，目标主机状态未知：先处理跳板机（是否在线、账号、AllowTcpForwarding）。",
            "The jump host does not let us through, so nothing is known of the target: see to the jump host first (is it up, the account, AllowTcpForwarding).",
        ),
        "SSH-BEHIND-JUMP" => (
            "跳板机正常，但从它连不上目标：在跳板机上试 ssh 目标；查目标是否停机、其防火墙。",
            "The jump host works, but the target cannot be reached from it: try it there; is the target down or behind a firewall?",
        ),
        "SSH-SESSION" => (
            "已登录但不允许执行命令：查账号的登录 shell、sshd 的 ForceCommand 和 MaxSessions 。",
            "Logged in, but no command may be run: check the login shell of the account, ForceCommand and MaxSessions of sshd.",
        ),
        "SSH-SHELL" => (
            "已登录，但登录 shell 没有执行采集脚本：看上面的原文；查账号的登录 shell（不能是 false、nologin、菜单）和 sshd 的 ForceCommand，或换一个能执行 /bin/sh 的账号。",
            "Logged in, but the login shell did not run the script: read the text above; check the login shell of the account (not false, nologin or a menu) and ForceCommand of sshd, or use an account that may run /bin/sh.",
        ),
        "SSH-SUDO" => (
            "已登录，但 sudo 不让执行：请主机管理员用 visudo 加一行“账号 ALL=(root) NOPASSWD: /bin/sh”，并对该账号去掉 requiretty；或在该目标写 sudo = false，需要 root 的项目就不检查。",
            "Logged in, but sudo refuses: the administrator adds a line by visudo, USER ALL=(root) NOPASSWD: /bin/sh, and takes requiretty off for the account; or write sudo = false for this target, and what only root may see is not checked.",
        ),
        "SSH-LOST" => (
            "连接中断：看主机是否重启、网络是否闪断；结果不完整，再运行一次。",
            "The connection was lost: has the host restarted, is the network unstable? The answer is incomplete, run again.",
        ),
        "SSH-TIMEOUT" => (
            "超时：主机可能过载，或某个文件系统（NFS）、名字服务挂起；登录主机试 df、id 是否卡住，必要时调大 timeout 。",
            "Timed out: the host may be overloaded, or a file system (NFS) or name service hangs; try df and id there, raise timeout if need be.",
        ),
        "SSH-STOPPED" => ("已按要求停止。", "Stopped as asked."),
        _ => ssh_by_kind(error.kind),
    };
    Words::new(zh, en)
}

fn ssh_by_kind(kind: AskErrorKind) -> (&'static str, &'static str) {
    match kind {
        AskErrorKind::Down | AskErrorKind::Full | AskErrorKind::Timeout | AskErrorKind::Disconnected => (
            "先看主机能否 ping 通、SSH 端口能否连上，再从控制台看主机。",
            "First see whether the host answers and the SSH port is open, then look from its console.",
        ),
        AskErrorKind::Login => (
            "核对账号、密钥、密码来源和账号状态。opsctl 不会重试。",
            "Check the account, its keys, password and state. opsctl does not retry.",
        ),
        AskErrorKind::HostKey => ("先核对主机密钥，再连接。", "Check the host key before connecting."),
        AskErrorKind::Config => ("核对 targets.toml 和 ~/.ssh/config 。", "Check targets.toml and ~/.ssh/config."),
        _ => ("把上面的原文交给主机管理员。", "Give the text above to the administrator of the host."),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The code words of `links::ssh` in its own words: each has advice of its own, in both languages.
    #[test]
    fn every_code_of_ssh_has_its_own_advice() {
        let codes =
            include_str!("../links/ssh/failure.rs").lines().filter_map(|line| line.split('"').nth(1)).filter(|c| c.starts_with("SSH-"));
        let codes: Vec<&str> = codes.collect();
        assert!(codes.len() > 20, "{codes:?}");
        for code in codes {
            let advice = ssh(&AskError { code: code.into(), ..AskError::new(AskErrorKind::Server, "") });
            assert!(!advice.zh.contains("把上面的原文") && !advice.en.is_empty(), "{code} has no advice");
        }
    }
}
