DROP TABLE informed_users;
