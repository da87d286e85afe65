-- CON_ID 0 and 1 are accounts of the whole CDB.
select c.name as con_name,
       p.inst_id,
       p.username,
       p.sysdba,
       p.sysoper,
       p.sysasm,
       p.sysbackup,
       p.sysdg,
       p.syskm
  from gv$pwfile_users p
  left join v$containers c
    on c.con_id = greatest(p.con_id, 1)
 order by c.name, p.username, p.inst_id
