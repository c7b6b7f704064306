DROP TABLE cv_uploads;
