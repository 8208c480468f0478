import Commands

Ring3.start()
