-- inspector-cdb-common.sql
-- 巡检账户（最小权限）：从 CDB$ROOT 一次巡检全部 PDB 的公用账户
-- The inspection account with least privileges: a common account that inspects all PDBs from CDB$ROOT
--
-- 用法  以 SYS 登录 CDB$ROOT，执行 @inspector-cdb-common.sql
--       本文件为 UTF-8，先设 NLS_LANG=AMERICAN_AMERICA.AL32UTF8。可重复执行：只补缺的授权，不改已有账户的口令。升级数据库或 opsctl 之后再执行一次。
-- Usage Log in as SYS to CDB$ROOT and run @inspector-cdb-common.sql
--       This file is UTF-8: set NLS_LANG=AMERICAN_AMERICA.AL32UTF8 first. It may be run again: it adds what is missing and
--       leaves the password alone. Run it after upgrades of the database or opsctl.
--
-- 授予的只有 CREATE SESSION 和下面逐一列出的数据字典视图的查询权：看不到业务数据，也不能改任何东西。
-- 视图按公共同义词找到真正的对象再授权；本版本没有的视图跳过并列出，属正常。
-- Granted are CREATE SESSION and the dictionary views named below, nothing else: no business data can be read, nothing changed.
-- Grants go to the object behind the public synonym; views that this version lacks are skipped and named, which is normal.
--
-- 另一种办法：grant select_catalog_role to C##OPSCTL，一条语句，升级后新视图自动可读；代价是能读全部字典视图
-- （含 DBA_SOURCE 等源代码、DBA_HIST 等需许可的视图），等保检查不易通过。本脚本不用它。
-- The alternative is grant select_catalog_role to C##OPSCTL: one line, and new views of later versions come with it; but it opens
-- the whole dictionary (source code in DBA_SOURCE, licensed DBA_HIST views), which auditors dislike. It is not used here.
--
-- 口令错误时 opsctl 立即停止、从不重试，因此不会把账户锁住；概要文件仍限制失败次数，防的是别人试口令。
-- opsctl stops at a wrong password and never retries, so it does not lock the account; the profile limits attempts of others.
-- 口令到期前 14 天 db.account 会预警。
-- 物理备库上的账户由主库同步过来，只在主库建。
-- 备库处于 MOUNTED 时普通账户不能登录，用 opsctl inspect db --script 采集。
-- 权限只授在 CDB$ROOT：账户不能登录 PDB，靠 CONTAINER_DATA=ALL 在 CDB_ 视图和 V$ 视图中看到各打开的 PDB 的行。
-- 公用账户前缀不是 C## 的（common_user_prefix），先把本文件中的 C## 全部换成该前缀。GoldenGate 心跳（GG_LAG）在 PDB 中，用本地账户查。
-- db.account warns 14 days before the password expires.
-- On a physical standby the account comes from the primary: create it there. While a standby is MOUNTED ordinary accounts cannot
-- log in; collect with opsctl inspect db --script instead.
-- Privileges are granted in CDB$ROOT only: the account cannot log in to PDBs, CONTAINER_DATA=ALL lets it see the rows of all open
-- PDBs in CDB_ and V$ views. If common_user_prefix is not C##, replace C## throughout this file. The heartbeat of GoldenGate
-- (GG_LAG) is in a PDB: use a local account for it.
--
-- 删除 / To remove: drop user c##opsctl cascade; drop profile c##opsctl_profile;

set define '&' verify off feedback off serveroutput on size unlimited
whenever sqlerror exit failure

accept opsctl_password char prompt '巡检账户 C##OPSCTL 的口令（已有账户直接回车）/ password of C##OPSCTL (Enter if it exists): ' hide
accept opsctl_pack char default 'N' prompt '已购买 Diagnostics Pack? / Is the Diagnostics Pack licensed? (y/N): '

declare
  l_found pls_integer;
begin
  if sys_context('USERENV', 'CON_NAME') <> 'CDB$ROOT' then
    raise_application_error(-20000, '请登录 CDB$ROOT / log in to CDB$ROOT');
  end if;

  select count(*) into l_found from dba_profiles p where p.profile = 'C##OPSCTL_PROFILE' and rownum = 1;
  if l_found = 0 then
    execute immediate 'create profile C##OPSCTL_PROFILE limit failed_login_attempts 10 password_lock_time 1 '
      || 'password_life_time 180 password_grace_time 14 sessions_per_user 5 idle_time 60 container = all';
  end if;
end;
/

-- 不放进 PL/SQL：匿名块的文本（连同口令）会留在 V$SQL 中，CREATE USER 语句不会
-- Not in PL/SQL: the text of a block, password and all, would stay in V$SQL; a CREATE USER statement does not
prompt 账户已存在时下一句报错（ORA-01920 等），属正常 / If the account exists the next statement fails (ORA-01920), as it should
whenever sqlerror continue
create user C##OPSCTL identified by "&opsctl_password" profile C##OPSCTL_PROFILE container = all;
whenever sqlerror exit failure

declare
  l_user constant varchar2(128) := 'C##OPSCTL';
  type t_names is table of varchar2(128);

  -- 所有检查项读取的视图 / every view that the checks read
  l_views constant t_names := t_names(
    'V$ARCHIVED_LOG', 'V$ARCHIVE_DEST', 'V$ARCHIVE_DEST_STATUS', 'V$ARCHIVE_GAP', 'V$ASM_DISKGROUP_STAT', 'V$BACKUP',
    'V$BACKUP_CORRUPTION', 'V$BACKUP_DATAFILE', 'V$BACKUP_SET', 'V$CONTAINERS', 'V$CONTROLFILE', 'V$DATABASE',
    'V$DATABASE_BLOCK_CORRUPTION', 'V$DATAFILE', 'V$DATAFILE_COPY', 'V$DATAFILE_HEADER', 'V$DATAGUARD_STATS',
    'V$DIAG_ALERT_EXT', 'V$DIAG_INFO', 'V$INSTANCE', 'V$LOG', 'V$LOGFILE', 'V$LOG_HISTORY', 'V$NONLOGGED_BLOCK',
    'V$PARAMETER', 'V$RECOVERY_AREA_USAGE', 'V$RECOVERY_FILE_DEST', 'V$RECOVER_FILE', 'V$RMAN_BACKUP_JOB_DETAILS',
    'V$SPPARAMETER', 'V$STANDBY_LOG', 'V$TABLESPACE', 'V$TEMPFILE', 'V$THREAD',
    'GV$ARCHIVE_DEST', 'GV$ASM_OPERATION', 'GV$DATAGUARD_PROCESS', 'GV$FAST_START_TRANSACTIONS', 'GV$FILESTAT',
    'GV$GG_APPLY_COORDINATOR', 'GV$GOLDENGATE_CAPTURE', 'GV$INSTANCE', 'GV$MANAGED_STANDBY', 'GV$OSSTAT',
    'GV$PARAMETER', 'GV$PDBS', 'GV$PROCESS', 'GV$PWFILE_USERS', 'GV$RESOURCE_LIMIT', 'GV$SESSION', 'GV$SORT_SEGMENT',
    'GV$SQLAREA', 'GV$SQLSTATS', 'GV$SYSSTAT', 'GV$SYSTEM_EVENT', 'GV$SYSTEM_PARAMETER', 'GV$SYS_TIME_MODEL',
    'GV$TEMPSEG_USAGE', 'GV$TEMPSTAT', 'GV$TRANSACTION', 'GV$UNDOSTAT',
    'DBA_2PC_PENDING', 'DBA_APPLY', 'DBA_APPLY_ERROR', 'DBA_AUTOTASK_CLIENT', 'DBA_CAPTURE', 'DBA_CONSTRAINTS',
    'DBA_DATAPUMP_JOBS', 'DBA_DATA_FILES', 'DBA_ERRORS', 'DBA_FREE_SPACE', 'DBA_GG_INBOUND_PROGRESS',
    'DBA_GOLDENGATE_INBOUND', 'DBA_INDEXES', 'DBA_IND_PARTITIONS', 'DBA_IND_SUBPARTITIONS', 'DBA_JOBS', 'DBA_LOBS',
    'DBA_MVIEWS', 'DBA_OBJECTS', 'DBA_OUTSTANDING_ALERTS', 'DBA_PART_TABLES', 'DBA_PROFILES', 'DBA_RECYCLEBIN',
    'DBA_REGISTRY', 'DBA_REGISTRY_HISTORY', 'DBA_REGISTRY_SQLPATCH', 'DBA_ROLE_PRIVS', 'DBA_ROLLBACK_SEGS',
    'DBA_SCHEDULER_GLOBAL_ATTRIBUTE', 'DBA_SCHEDULER_JOBS', 'DBA_SCHEDULER_JOB_RUN_DETAILS',
    'DBA_SCHEDULER_RUNNING_JOBS', 'DBA_SEGMENTS', 'DBA_SEQUENCES', 'DBA_SYNONYMS', 'DBA_TABLES', 'DBA_TABLESPACES',
    'DBA_TAB_PARTITIONS', 'DBA_TEMP_FILES', 'DBA_TRIGGERS', 'DBA_UNDO_EXTENTS', 'DBA_USERS', 'DBA_USERS_WITH_DEFPWD',
    'CDB_2PC_PENDING', 'CDB_APPLY', 'CDB_APPLY_ERROR', 'CDB_AUTOTASK_CLIENT', 'CDB_CAPTURE', 'CDB_CONSTRAINTS',
    'CDB_DATAPUMP_JOBS', 'CDB_DATA_FILES', 'CDB_ERRORS', 'CDB_FREE_SPACE', 'CDB_GG_INBOUND_PROGRESS',
    'CDB_GOLDENGATE_INBOUND', 'CDB_INDEXES', 'CDB_IND_PARTITIONS', 'CDB_IND_SUBPARTITIONS', 'CDB_JOBS', 'CDB_LOBS',
    'CDB_MVIEWS', 'CDB_OBJECTS', 'CDB_OUTSTANDING_ALERTS', 'CDB_PART_TABLES', 'CDB_PROFILES', 'CDB_RECYCLEBIN',
    'CDB_REGISTRY', 'CDB_REGISTRY_SQLPATCH', 'CDB_ROLE_PRIVS', 'CDB_ROLLBACK_SEGS', 'CDB_SCHEDULER_GLOBAL_ATTRIBUTE',
    'CDB_SCHEDULER_JOBS', 'CDB_SCHEDULER_JOB_RUN_DETAILS', 'CDB_SCHEDULER_RUNNING_JOBS', 'CDB_SEGMENTS',
    'CDB_SEQUENCES', 'CDB_TABLES', 'CDB_TABLESPACES', 'CDB_TAB_PARTITIONS', 'CDB_TEMP_FILES', 'CDB_TRIGGERS',
    'CDB_UNDO_EXTENTS', 'CDB_USERS', 'CDB_USERS_WITH_DEFPWD',
    'NLS_DATABASE_PARAMETERS'
  );
  -- 需要 Diagnostics Pack 许可 / these need the Diagnostics Pack
  l_licensed constant t_names := t_names(
    'DBA_HIST_TBSPC_SPACE_USAGE'
  );

  l_granted pls_integer := 0;

  procedure give(p_names in t_names) is
    l_owner  varchar2(128);
    l_object varchar2(128);
  begin
    for i in 1 .. p_names.count loop
      begin
        select s.table_owner, s.table_name
          into l_owner, l_object
          from dba_synonyms s
         where s.owner = 'PUBLIC'
           and s.synonym_name = p_names(i);
        execute immediate 'grant select on "' || l_owner || '"."' || l_object || '" to ' || l_user || ' container = current';
        l_granted := l_granted + 1;
      exception
        when no_data_found then
          dbms_output.put_line('  本版本没有 / not in this version: ' || p_names(i));
      end;
    end loop;
  end give;
begin
  execute immediate 'grant create session to ' || l_user || ' container = current';
  -- 没有这一句，CDB_ 视图只有根容器的行 / without this CDB_ views show the root only
  execute immediate 'alter user ' || l_user || ' set container_data = all container = current';

  give(l_views);
  if upper('&opsctl_pack') = 'Y' then
    give(l_licensed);
  end if;

  dbms_output.put_line('已授权视图 / views granted: ' || l_granted);
end;
/

undefine opsctl_password
set feedback on verify on
