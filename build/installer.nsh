; What the uninstaller does before it removes the files, where INSTDIR still holds them: it takes our entry out of the
; AI clients' configurations and the list of what starts at login and, if the user agrees, deletes what was stored. An
; update runs the uninstaller of the version before as well, with --updated, and must do neither.

; The uninstaller of a one-click installer makes itself silent before its section runs, and a silent one gives every
; question its default answer. So the question is asked here; only /S on the command line says that nobody is there.
!macro customUnInit
  Var /GLOBAL removal
  Var /GLOBAL isSomebodyThere
  StrCpy $removal "remove"
  StrCpy $isSomebodyThere "no"
  ${ifNot} ${isUpdated}
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/S" $R1
    ${if} ${Errors}
      StrCpy $isSomebodyThere "yes"
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Also delete your training history and sign-in from this computer?$\r$\n$\r$\nNothing is changed at TrainingPeaks." IDNO +2
      StrCpy $removal "remove --data"
    ${endIf}
    ClearErrors
  ${endIf}
!macroend

!macro customUnInstall
  ${ifNot} ${isUpdated}
    ${do}
      System::Call 'Kernel32::SetEnvironmentVariable(t "ELECTRON_RUN_AS_NODE", t "1")'
      nsExec::Exec /TIMEOUT=60000 '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "$INSTDIR\resources\cli.js" $removal'
      Pop $R0
      System::Call 'Kernel32::SetEnvironmentVariable(t "ELECTRON_RUN_AS_NODE", i 0)'
      ${if} $R0 == "0"
      ${orIf} $isSomebodyThere == "no"
        ${exitDo}
      ${endIf}
      ; The exit status 2 says that a client is running and may write its own copy of the file back.
      ${if} $R0 == "2"
        StrCpy $R1 "Claude or another AI app is running, and may bring back its connection to TP Tray. Quit it completely (Claude: its icon beside the clock, Quit), then press Retry."
      ${else}
        StrCpy $R1 "Something of TP Tray could not be removed: the connection of an AI app, or what is stored on this computer. Quit TP Tray and your AI apps, then press Retry."
      ${endIf}
      ; Silent as it is, it shows a message that has no answer prepared.
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$R1$\r$\n$\r$\nCancel removes TP Tray all the same. In Claude the server trainingpeaks can be left then: Settings, Developer, Edit Config shows the file to delete it from." IDRETRY +2
      ${exitDo}
    ${loop}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "${APP_ID}"
    ; Where the installer was kept, and what an update loaded.
    RMDir /r "$LOCALAPPDATA\tp-tray-updater"
  ${endIf}
!macroend
