select x.*
  from (select c.name                                                             as con_name,
               b.owner,
               count(*)                                                           as objects,
               round(sum(nvl(b.space, 0) * nvl(t.block_size, 8192)) / 1048576, 2) as size_mb,
               min(to_date(b.droptime, 'YYYY-MM-DD:HH24:MI:SS'))                  as oldest
          from cdb_recyclebin b
          join v$containers c on c.con_id = b.con_id
          left join cdb_tablespaces t on t.con_id = b.con_id and t.tablespace_name = b.ts_name
         where c.name <> 'PDB$SEED'
         group by c.name, b.owner
         order by size_mb desc, c.name, b.owner) x
 where rownum <= 50
