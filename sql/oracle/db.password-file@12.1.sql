select cast(null as varchar2(128)) as con_name,
       p.inst_id,
       p.username,
       p.sysdba,
       p.sysoper,
       p.sysasm,
       p.sysbackup,
       p.sysdg,
       p.syskm
  from gv$pwfile_users p
 order by p.username, p.inst_id
