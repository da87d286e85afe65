part mounts
mount
part fstab
lsfs -c
