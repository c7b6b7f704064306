INSERT INTO cv_uploads (storage_key) VALUES ('users/1/cv/c/cv.pdf');
