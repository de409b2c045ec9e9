// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice A strategy that does not answer is carried at its last known legs, visibly marked down, and the rest of the vault goes on.
contract IsolationTest is VaultFixture {
    StrategyDouble private broken;
    StrategyDouble private sound;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 60e18);
        _deposit(bob, 40e18 - SEED);
        (broken, sound) = (_addStrategy(), _addStrategy());
        _lever(broken, 30e18, 3);
        _deploy(sound, 40e18);
    }

    function _isolateAsIs(StrategyDouble strategy, uint16 haircutBps) private {
        vm.prank(guardian);
        vault.isolate(address(strategy), haircutBps);
    }

    /* WHO MAY BE ISOLATED */

    function test_RevertWhen_ItAnswers() public {
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.StrategyAnswers.selector, address(sound)));
        _isolateAsIs(sound, 5_000);
        sound.setMode(StrategyDouble.Mode.AnswerSlowly);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.StrategyAnswers.selector, address(sound)));
        _isolateAsIs(sound, 5_000);
        assertEq(vault.maxRedeem(alice), 60e18, "and leavers still reach it");
    }

    /// @dev One that needs much gas to answer fails where it is given little, and that is no failure of its own.
    function test_RevertWhen_TooLittleGasIsGivenForItToAnswer() public {
        sound.setMode(StrategyDouble.Mode.AnswerSlowly);
        bool tooLittle;
        for (uint256 gas_ = 100_000; gas_ < 2_500_000; gas_ += 20_000) {
            vm.prank(guardian);
            (bool ok, bytes memory answer) =
                address(vault).call{gas: gas_}(abi.encodeCall(vault.isolate, (address(sound), 5_000)));
            assertFalse(ok, vm.toString(gas_));
            if (bytes4(answer) == IVaultTypes.GasInsufficient.selector) tooLittle = true;
        }
        assertTrue(tooLittle);
        assertFalse(vault.isolation(address(sound)).active);
    }

    /* LEGS */

    function test_OneThatFallsSilentIsCarriedAtWhatItSaidLast() public {
        broken.setLegs(91e18, -72e18);
        vault.sync();
        broken.setMode(StrategyDouble.Mode.RevertOnExposure);
        broken.lose(50e18);
        vm.expectEmit(address(vault));
        emit IVaultTypes.StrategyIsolatedAt(address(broken), 91e18, -72e18, 1_000);
        _isolateAsIs(broken, 1_000);
        assertEq(
            abi.encode(vault.isolation(address(broken))), abi.encode(IVaultTypes.Isolation(true, 1_000, 91e18, -72e18))
        );
    }

    function test_OneThatRevertsIsCarriedAtWhatTheLastBatchLeftInIt() public {
        broken.setMode(StrategyDouble.Mode.RevertOnExposure);
        _isolateAsIs(broken, 0);
        IVaultTypes.Isolation memory kept = vault.isolation(address(broken));
        assertEq(kept.lst, 90e18);
        assertEq(kept.eth, -72e18);
        assertEq(vault.valuation().navPar, 100e18);
    }

    function test_OneThatBurnsAllGasIsIsolatedToo() public {
        broken.setMode(StrategyDouble.Mode.BurnGas);
        uint256 gasBefore = gasleft();
        _isolateAsIs(broken, 0);
        assertLt(gasBefore - gasleft(), 3_000_000);
        assertEq(vault.isolation(address(broken)).lst, 90e18);
        assertGt(_redeem(alice, 10e18), 0);
    }

    function test_EachOfTwoBrokenStrategiesIsCarriedAtWhatItSaidItself() public {
        StrategyDouble third = _addStrategy();
        _deploy(third, 10e18);
        broken.setMode(StrategyDouble.Mode.RevertOnExposure);
        third.setMode(StrategyDouble.Mode.BurnGas);
        _isolateAsIs(third, 0);
        _isolateAsIs(broken, 0);
        (IVaultTypes.Isolation memory a, IVaultTypes.Isolation memory b) =
            (vault.isolation(address(broken)), vault.isolation(address(third)));
        assertEq(abi.encode(a.lst, a.eth), abi.encode(int256(90e18), int256(-72e18)));
        assertEq(abi.encode(b.lst, b.eth), abi.encode(int256(10e18), int256(0)));
        assertEq(vault.valuation().navPar, 100e18, "neither lost nor counted twice");
    }

    /// @dev In whatever order they come back: were one carried for both, who readmits it first could enter below the value, or twice it.
    function test_TheOrderInWhichTwoComeBackIsWorthNothing() public {
        broken.setMode(StrategyDouble.Mode.RevertOnExposure);
        sound.setMode(StrategyDouble.Mode.RevertOnExposure);
        _isolateAsIs(broken, 0);
        _isolateAsIs(sound, 0);
        (, int256 riskUpBefore,,) = vault.lossBudgets();
        uint256 both = vm.snapshotState();
        for (uint256 i; i < 2; ++i) {
            (StrategyDouble one, StrategyDouble other) = i == 0 ? (broken, sound) : (sound, broken);
            _readmit(one);
            assertEq(vault.valuation().navPar, 100e18);
            assertEq(vault.valuation().ask, 100e18);
            _readmit(other);
            assertEq(vault.valuation().navPar, 100e18);
            (, int256 riskUp,,) = vault.lossBudgets();
            assertEq(riskUp, riskUpBefore, "and no loss is found that never was");
            vm.revertToState(both);
        }
    }

    /// @dev What another lost while it was silent is not carried in its name.
    function test_ALossOfAnotherInTheMeantimeIsSeen() public {
        broken.setMode(StrategyDouble.Mode.RevertOnExposure);
        sound.lose(20e18);
        _isolateAsIs(broken, 0);
        assertEq(vault.valuation().navPar, 80e18);
        assertEq(vault.isolation(address(broken)).lst, 90e18);
    }

    function test_WhatLeaversHavePulledSinceIsNotCarried() public {
        broken.setLegs(40e18, 0);
        _free(sound, 40e18);
        vm.prank(alice);
        vault.withdraw(60e18, alice, alice);
        vm.prank(bob);
        vault.withdraw(30e18, bob, bob);
        assertEq(broken.lst(), 20e18);
        broken.setMode(StrategyDouble.Mode.RevertOnExposure);
        _isolateAsIs(broken, 0);
        assertEq(vault.isolation(address(broken)).lst, 20e18);
    }

    /// @dev What no sum could hold would stop every valuation, and no vault could be rid of it.
    function test_AnAbsurdOrCurtailedAnswerIsNone() public {
        StrategyDouble.Mode[2] memory modes = [StrategyDouble.Mode.AnswerAbsurdly, StrategyDouble.Mode.AnswerHalf];
        for (uint256 i; i < modes.length; ++i) {
            broken.setMode(modes[i]);
            vm.expectRevert();
            vault.sync();
            _isolateAsIs(broken, 0);
            assertEq(vault.valuation().navPar, 100e18);
            assertEq(_redeem(alice, 10e18), 10e18);
            vm.expectRevert();
            vault.readmit(address(broken));
            _deposit(alice, 10e18);
            _readmit(broken);
        }
    }

    function test_TheHaircutOfTheFirstIsNotTakenForTheSeconds() public {
        _silenceAndIsolate(broken, 5_000);
        sound.setMode(StrategyDouble.Mode.RevertOnExposure);
        _isolateAsIs(sound, 0);
        assertEq(vault.isolation(address(sound)).lst, 40e18);
        assertEq(vault.isolation(address(sound)).eth, 0);
        assertEq(vault.valuation().bid, 85e18);
    }

    function test_TheHaircutsOfSeveralAddUp() public {
        _silenceAndIsolate(broken, 5_000);
        _silenceAndIsolate(sound, 1_000);
        assertEq(vault.valuation().bid, 81e18);
    }

    /* PRICES */

    function test_LeavesBearTheHaircutAndNothingElseDoes() public {
        _silenceAndIsolate(broken, 2_000);
        IVaultTypes.Valuation memory v = vault.valuation();
        // A fifth of 90 LST less 72 ETH at 1.2: 6.
        assertEq(v.bid, 94e18);
        assertEq(v.navPar, 100e18);
        assertEq(v.accrued, 100e18);
        assertEq(v.ask, 100e18);
        assertEq(vault.previewDeposit(10e18), 10e18, "entrants at stored sums as well");
        vault.sync();
        assertEq(vault.previewDeposit(10e18), 10e18);
    }

    function test_AtAnyMarketTheAskIsThatOfTheWholeLegs() public {
        broken.setLegs(10e18, 24e18);
        vault.sync();
        uint256 before = vault.previewMint(10e18);
        _silenceAndIsolate(broken, 5_000);
        assertEq(vault.previewMint(10e18), before);
        oracle.setMarket(PAR * 8 / 10);
        assertGt(vault.previewMint(10e18), before, "ETH owned costs an entrant more at a discount, isolated or not");
    }

    function test_RevertWhen_TheHaircutIsOverHalf() public {
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.SettingOutOfRange.selector, "haircutBps", 5_001, 0, 5_000));
        _isolateAsIs(broken, 5_001);
        _silenceAndIsolate(broken, 5_000);
        assertEq(vault.valuation().bid, 85e18, "never silently zero");
    }

    /// @dev Of one that owes more than it owns a part less would be worth more.
    function test_AHaircutNeverRaisesWhatLeaversGet() public {
        sound.setLegs(10e18, -24e18);
        vault.sync();
        IVaultTypes.Valuation memory before = vault.valuation();
        _silenceAndIsolate(sound, 5_000);
        assertEq(vault.valuation().bid, before.bid);
        assertGe(vault.valuation().ask, before.ask, "nor lowers what entrants pay");
    }

    /// @dev It is rounded up: 15 wei of which a tenth is taken are worth 13 to leavers.
    function test_AHaircutIsRoundedForTheVault() public {
        broken.setLegs(15, 0);
        vault.sync();
        uint256 before = vault.valuation().bid;
        _silenceAndIsolate(broken, 1_000);
        assertEq(vault.valuation().bid, before - 2);
    }

    /// @dev A haircut that were stored would be a gain for those who stay, or a loss that is charged to the keeper and a price that only returns in years.
    function test_AHaircutIsStoredNowhere() public {
        uint256 price = vault.convertToAssets(1e18);
        (, int256 upBefore,,) = vault.lossBudgets();
        _silenceAndIsolate(broken, 5_000);
        vault.sync();
        skip(1 hours);
        vault.sync();
        (, int256 upAfter,,) = vault.lossBudgets();
        assertEq(upAfter, upBefore, "no loss of the keeper's");
        assertEq(vault.convertToAssets(1e18), price);
        _readmit(broken);
        assertEq(vault.valuation().bid, 100e18, "and it is gone with the isolation");
    }

    /* THE REST GOES ON */

    function test_LeavesGoOnWhereItRevertedEveryCall() public {
        broken.setMode(StrategyDouble.Mode.RevertOnExposure);
        vm.expectRevert();
        vm.prank(alice);
        vault.redeem(10e18, alice, alice);
        _isolateAsIs(broken, 0);
        assertEq(vault.maxRedeem(alice), 60e18, "idle and the sound one");
        assertEq(_redeem(alice, 60e18), 60e18);
        assertEq(vault.maxRedeem(bob), 10e18, "what is left besides the isolated one");
        vm.prank(bob);
        assertGt(vault.exit(5e18, 0, bob), 0);
        uint256 preview = vault.previewDeposit(1e18);
        assertLt(preview, 1e18, "she pays for what his slice of the isolated one left to the others");
        assertEq(_deposit(eve, 1e18), preview);
    }

    function test_RevertWhen_ABatchActsOnIt() public {
        _silenceAndIsolate(broken, 0);
        bytes memory reason = abi.encodeWithSelector(IVaultTypes.StrategyIsolated.selector, address(broken));
        _expectBatchReverts(_batch(_action(IVaultTypes.ActionKind.Free, broken, 1e18, "")), reason);
        _expectBatchReverts(_batch(_action(IVaultTypes.ActionKind.Deploy, broken, 0, "")), reason);
        _free(sound, 40e18);
        assertEq(vault.idle(), 70e18);
    }

    function test_RevertWhen_ItIsRescued() public {
        _silenceAndIsolate(broken, 0);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.StrategyIsolated.selector, address(broken)));
        vault.rescue(address(broken), eve);
    }

    function test_WhatItDoesMeanwhileCountsForNothing() public {
        _silenceAndIsolate(broken, 0);
        broken.gain(50e18);
        assertEq(vault.valuation().navPar, 100e18);
        broken.lose(130e18);
        vault.sync();
        assertEq(vault.valuation().navPar, 100e18);
    }

    /* BACK, OR WRITTEN OFF */

    function test_AnyoneReadmitsOneThatAnswersAgain() public {
        _silenceAndIsolate(broken, 3_000);
        vault.sync();
        broken.setMode(StrategyDouble.Mode.Honest);
        vm.expectEmit(address(vault));
        emit IVaultTypes.StrategyReadmitted(address(broken));
        vm.prank(eve);
        vault.readmit(address(broken));
        assertFalse(vault.isolation(address(broken)).active);
        IVaultTypes.Valuation memory v = vault.valuation();
        assertEq(v.navPar, 100e18);
        assertEq(v.ask, 100e18);
        assertEq(v.accrued, 100e18);
        assertEq(v.bid, 100e18);
        (int256 sumLst, int256 sumEth,) = vault.sums();
        assertEq(sumLst, 130e18);
        assertEq(sumEth, -72e18);
        _lever(broken, 1e18, 1);
    }

    function test_OneBackFromIsolationIsMarkedDownNoMoreWhileAnotherIs() public {
        _silenceAndIsolate(broken, 5_000);
        _silenceAndIsolate(sound, 5_000);
        assertEq(vault.valuation().bid, 65e18);
        _readmit(sound);
        assertEq(vault.valuation().ask, 100e18);
        assertEq(vault.valuation().bid, 85e18);
        assertEq(vault.previewDeposit(10e18), 10e18);
    }

    function test_RevertWhen_OneThatStillDoesNotAnswerIsReadmitted() public {
        _silenceAndIsolate(broken, 0);
        address[3] memory callers = [eve, curator, guardian];
        for (uint256 i; i < callers.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(StrategyDouble.ModeRevert.selector, StrategyDouble.Mode.RevertOnExposure)
            );
            vm.prank(callers[i]);
            vault.readmit(address(broken));
        }
        assertTrue(vault.isolation(address(broken)).active);
        assertEq(vault.valuation().navPar, 100e18, "still carried");
    }

    function test_TheCuratorWritesItOff() public {
        broken.setMode(StrategyDouble.Mode.RevertOnExposure);
        _isolateAsIs(broken, 1_000);
        vm.prank(curator);
        vault.removeStrategy(address(broken));
        assertEq(vault.strategies().length, 1);
        IVaultTypes.Valuation memory v = vault.valuation();
        assertEq(v.navPar, 70e18);
        assertEq(v.ask, 70e18, "nothing of it is left");
        assertEq(v.accrued, 70e18);
        (int256 sumLst, int256 sumEth,) = vault.sums();
        assertEq(sumLst, 40e18);
        assertEq(sumEth, 0);
    }

    function test_RevertWhen_IsolatedTwiceOrReadmittedUnasked() public {
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.StrategyNotIsolated.selector, address(broken)));
        vault.readmit(address(broken));
        _silenceAndIsolate(broken, 0);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.StrategyIsolated.selector, address(broken)));
        _isolateAsIs(broken, 0);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.StrategyNotListed.selector, eve));
        vm.prank(guardian);
        vault.isolate(eve, 0);
    }

    /// @dev Whoever knows of an isolation and its end in advance gains nothing by entering between them.
    function testFuzz_EnteringAroundAnIsolationNeverProfits(uint16 haircutBps, uint256 assets, uint256 moment) public {
        assets = bound(assets, 1e12, 1e22);
        moment = bound(moment, 0, 2);
        if (moment == 0) _deposit(eve, assets);
        _silenceAndIsolate(broken, uint16(bound(haircutBps, 0, 5_000)));
        if (moment == 1) _deposit(eve, assets);
        vault.sync();
        if (moment == 2) _deposit(eve, assets);
        uint256 shares = vault.maxRedeem(eve);
        if (shares / 2 != 0) _redeem(eve, shares / 2);
        _readmit(broken);
        _redeemMax(eve);
        assertLe(lst.balanceOf(eve), assets);
    }
}
