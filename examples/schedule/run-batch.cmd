@echo off
rem Started by the scheduled task, which ends with keyclient's exit code: 0, 1 (something is missing) or 2.
cd /d C:\keyclient
set PYTHONIOENCODING=utf-8
"C:\keyclient\venv\Scripts\keyclient.exe" --quiet batch > last-run.txt 2>&1
exit /b %ERRORLEVEL%
