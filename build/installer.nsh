; What the uninstaller does before it removes the files, where INSTDIR still holds them: it takes our entry out of the
; AI clients' configurations and the list of what starts at login and, if the user agrees, deletes what was stored. An update runs the uninstaller of the
; version before as well, with --updated, and must do neither.

; The uninstaller of a one-click installer makes itself silent before its section runs, and a silent one gives every
; question its default answer. So the question is asked here; only /S on the command line says that nobody is there.
!macro customUnInit
  Var /GLOBAL removal
  StrCpy $removal "remove"
  ${ifNot} ${isUpdated}
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/S" $R1
    ${if} ${Errors}
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Also delete your training history and sign-in from this computer?$\r$\n$\r$\nNothing is changed at TrainingPeaks." IDNO +2
      StrCpy $removal "remove --data"
    ${endIf}
    ClearErrors
  ${endIf}
!macroend

!macro customUnInstall
  ${ifNot} ${isUpdated}
    System::Call 'Kernel32::SetEnvironmentVariable(t "ELECTRON_RUN_AS_NODE", t "1")'
    nsExec::Exec /TIMEOUT=60000 '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "$INSTDIR\resources\cli.js" $removal'
    Pop $R0
    System::Call 'Kernel32::SetEnvironmentVariable(t "ELECTRON_RUN_AS_NODE", i 0)'
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "${APP_ID}"
  ${endIf}
!macroend
