-- One database for each service; each service migrates its own when it starts.
CREATE DATABASE maarad_exhibitors;
CREATE DATABASE maarad_scheduling;
CREATE DATABASE maarad_sales;
CREATE DATABASE maarad_training;
CREATE DATABASE maarad_partners;
