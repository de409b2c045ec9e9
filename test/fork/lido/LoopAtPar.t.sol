// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {IAaveV3LoopPar} from "strategies/aave/IAaveV3LoopPar.sol";
import {ILidoRequests} from "strategies/lido/ILidoRequests.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";
import {LidoReports} from "test/fork/lido/LidoReports.sol";
import {OperationGas} from "test/gas/support/OperationGas.sol";

/// @notice The loop levers down through the issuer's queue: at par, above the floor, and without its waiting ether counting for health.
contract LoopAtParTest is AaveLoopTest, LidoReports, OperationGas("loopAtPar") {
    ILidoRequests private holder;

    function setUp() public override {
        super.setUp();
        holder = ILidoRequests(loop.requests());
        _depositAndDeploy(100e18, "");
        bytes memory up = _up(_debtFor(100e18, 500), 0);
        _manage(up);
        // Aave rounds the index, and the entry's gas of time is over.
        vault.sync();
    }

    /* THERE AND BACK */

    function test_LeverageGoesDownAtParWhateverThePool() public {
        _tradePoolTo(9_500);
        (uint256 collateral, uint256 debt) = loop.position();
        (uint160 price,,,,,,) = UNISWAP.slot0();
        uint256 value = vault.valuation().navPar;
        uint256 worth = STETH.getPooledEthByShares(50e18);

        _manage(_request(50e18));
        (uint256 collateralThen, uint256 debtThen) = loop.position();
        assertApproxEqAbs(collateralThen, collateral - 50e18, 2);
        assertApproxEqAbs(debtThen, debt, 1e12, "interest of the block alone");
        assertApproxEqAbs(holder.pendingEth(), worth, 3);
        assertApproxEqAbs(vault.valuation().navPar, value, 1e12, "nothing was lost");
        assertEq(loop.healthFactorWad(), _aaveHealth(), "what is pending does not count");

        _finalize();
        _manage(_claim());
        (, uint256 debtAfter) = loop.position();
        assertApproxEqAbs(debtAfter, debt - worth, 1e15, "repaid with what the issuer paid");
        assertEq(holder.openCount(), 0);
        assertApproxEqAbs(vault.valuation().navPar, value, 1e14, "but for interest");
        (uint160 priceAfter,,,,,,) = UNISWAP.slot0();
        assertEq(priceAfter, price, "nobody traded");
        _assertNothingLeft();
    }

    /// @dev Beside it the market: the same deleveraging five per cent under par.
    function test_TheMarketWouldHaveCostTheDiscount() public {
        uint256 value = vault.valuation().navPar;
        uint256 eth = STETH.getPooledEthByShares(20e18);
        uint256 before = vm.snapshotState();
        _tradePoolTo(9_800);
        _setRates(_par(), _par() * 98 / 100, true);
        vm.prank(address(vault));
        loop.manage(_down(eth, NO_BOUND));
        uint256 lost = value - vault.valuation().navPar;
        assertGt(lost, 0.35e18, "two per cent of twenty");
        vm.revertToState(before);
        _manage(_request(20e18));
        _finalize();
        _manage(_claim());
        assertApproxEqAbs(vault.valuation().navPar, value, 1e14);
    }

    function test_TheVaultTakesItForNoRisk() public {
        // Neither a live quote nor leave to raise risk: lowering is always allowed.
        _setRates(_par(), _par() * 95 / 100, false);
        vault.pause(2);
        _manage(_request(50e18));
        _finalize();
        _manage(_claim());
        assertEq(holder.openCount(), 0);
    }

    function testFuzz_LegsAreConservedAndTheFloorHolds(uint256 lst, uint256 leverage, int256 bps) public {
        leverage = bound(leverage, 150, 500);
        bps = bound(bps, -80, 80);
        if (leverage < 500) _leverDown(_debtFor(100e18, 500) - _debtFor(100e18, leverage));
        (uint256 collateral,) = loop.position();
        lst = bound(lst, 1e6, collateral);
        (int256 lstBefore, int256 ethBefore) = loop.exposure(_par());
        uint256 worth = STETH.getPooledEthByShares(lst);
        vm.prank(address(vault));
        try IStrategy(address(loop)).manage(_request(lst)) {
            assertGe(loop.healthFactorWad(), loop.healthFloorWad());
            (int256 lstThen, int256 ethThen) = loop.exposure(_par());
            assertApproxEqAbs(lstThen, lstBefore - int256(lst), 2);
            assertApproxEqAbs(ethThen, ethBefore + int256(worth), 6);
            assertLe(ethThen, ethBefore + int256(worth), "never over");
        } catch (bytes memory reason) {
            assertTrue(
                bytes4(reason) == IAaveV3Loop.HealthBelowFloor.selector
                    || bytes4(reason) == bytes4(keccak256("HealthFactorLowerThanLiquidationThreshold()")),
                "refused for health alone"
            );
            return;
        }
        _rebase(bps);
        if (bps <= 0) assertLe(holder.pendingEth(), worth);
        uint256 said = holder.pendingEth();
        _finalize();
        assertEq(holder.pendingEth(), said);
        (, uint256 debt) = loop.position();
        bytes memory claim = _claim();
        vm.prank(address(vault));
        loop.manage(claim);
        (, uint256 debtAfter) = loop.position();
        assertApproxEqAbs(debtAfter, said > debt ? 0 : debt - said, 1e13, "all of it to the debt");
        _assertNothingLeft();
    }

    /* REFUSALS */

    function test_RevertWhen_HealthWouldFallUnderTheFloor() public {
        vm.expectPartialRevert(IAaveV3Loop.HealthBelowFloor.selector);
        vm.prank(address(vault));
        loop.manage(_request(70e18));
        vm.prank(address(vault));
        loop.manage(_request(55e18));
        assertGt(loop.healthFactorWad(), loop.healthFloorWad());
        vm.expectPartialRevert(IAaveV3Loop.HealthBelowFloor.selector);
        vm.prank(address(vault));
        loop.manage(_request(15e18));
    }

    /// @dev More than leavers may take, since it stays the loop's own.
    function test_ItMayGoUnderTheFloorOfLeavers() public {
        uint256 most = loop.withdrawable();
        _manage(_request(most + 5e18));
        assertLt(loop.healthFactorWad(), loop.withdrawFloorWad());
        assertEq(loop.withdrawable(), 0);
    }

    function test_RevertWhen_TheQueueIsPaused() public {
        _pauseQueue(true);
        vm.expectRevert(abi.encodeWithSelector(ILidoRequests.RequestsPaused.selector, type(uint256).max));
        vm.prank(address(vault));
        loop.manage(_request(10e18));
        _leverDown(10e18);
    }

    function test_RevertWhen_AHintIsWrongOrTheRequestWaits() public {
        _manage(_request(10e18));
        uint256[] memory ids = new uint256[](1);
        uint256[] memory hints = new uint256[](1);
        ids[0] = holder.openRequests()[0].id;
        vm.expectPartialRevert(ILidoRequests.RequestNotFinalized.selector);
        vm.prank(address(vault));
        loop.manage(abi.encodeCall(IAaveV3LoopPar.claimAndRepay, (ids, hints)));
        _finalize();
        vm.expectRevert(abi.encodeWithSignature("InvalidHint(uint256)", 0));
        vm.prank(address(vault));
        loop.manage(abi.encodeCall(IAaveV3LoopPar.claimAndRepay, (ids, hints)));
        // What is no encoding of two arrays reaches no further than the holder.
        vm.expectRevert();
        vm.prank(address(vault));
        loop.manage(abi.encodePacked(IAaveV3LoopPar.claimAndRepay.selector, uint256(1)));
    }

    function test_RevertWhen_NothingIsRequested() public {
        vm.expectRevert(IStrategy.ZeroAmount.selector);
        vm.prank(address(vault));
        loop.manage(_request(0));
    }

    function test_RevertWhen_AStrangerActs() public {
        assertEq(holder.owner(), address(loop));
        (bool ok,) = address(loop).call(_request(1e18));
        assertFalse(ok, "there is no such entry");
        vm.expectRevert(abi.encodeWithSelector(ILidoRequests.OnlyOwner.selector, stranger, address(loop)));
        vm.prank(stranger);
        holder.claimFinalized();
    }

    /* WHILE IT WAITS */

    function test_ASlashLowersTheLegAtOnce() public {
        _manage(_request(50e18));
        uint256 pending = holder.pendingEth();
        (, int256 eth) = loop.exposure(_par());
        _rebase(-200);
        assertApproxEqRel(holder.pendingEth(), pending * 98 / 100, 1e12);
        (, int256 ethAfter) = loop.exposure(_par());
        assertApproxEqAbs(eth - ethAfter, int256(pending * 2 / 100), 1e15);
    }

    function test_ARescueSellsCollateralAndLeavesWhatIsPending() public {
        _manage(_request(50e18));
        uint256 pending = holder.pendingEth();
        _setLenderPrice(address(LST), 9_550);
        assertLt(loop.healthFactorWad(), loop.rescueTriggerWad());
        uint256 before = loop.healthFactorWad();
        vm.prank(stranger);
        vault.rescue(address(loop), stranger);
        assertGt(loop.healthFactorWad(), before);
        assertEq(holder.pendingEth(), pending);
        _finalize();
        (, uint256 debt) = loop.position();
        _manage(_claim());
        (, uint256 debtAfter) = loop.position();
        assertApproxEqAbs(debtAfter, debt - pending, 1e15);
    }

    function test_ALeaversSliceClosesAndWhatIsPendingStays() public {
        _manage(_request(30e18));
        uint256 pending = holder.pendingEth();
        (uint256 collateral, uint256 debt) = loop.position();
        uint256 price = vault.convertToAssets(1e18);
        vm.prank(depositor);
        uint256 received = vault.exit(10e18, 0, depositor);
        (uint256 collateralAfter, uint256 debtAfter) = loop.position();
        assertApproxEqRel(collateralAfter, collateral * 9 / 10, 1e14);
        assertApproxEqRel(debtAfter, debt * 9 / 10, 1e14);
        assertEq(holder.pendingEth(), pending);
        assertApproxEqRel(received, 7e18, 0.02e18, "a tenth of the equity without what is pending");
        assertGe(vault.convertToAssets(1e18), price, "none of the others pays for it");
    }

    /// @dev All collateral and debt are gone; what the issuer pays then becomes collateral, and leaves.
    function test_WhatIsPaidBeyondTheDebtBecomesCollateral() public {
        _manage(_request(50e18));
        vm.startPrank(address(vault));
        loop.unwind(WAD);
        (uint256 collateral, uint256 debt) = loop.position();
        assertEq(collateral + debt, 0);
        _finalizeAs();
        loop.manage(_claim());
        (collateral, debt) = loop.position();
        assertEq(debt, 0);
        assertApproxEqRel(collateral, 50e18, 0.001e18, "par or better");
        _assertNothingLeft();
        loop.unwind(WAD);
        (int256 lst, int256 eth) = loop.exposure(_par());
        assertEq(lst, 0);
        assertEq(eth, 0);
    }

    function test_RevertWhen_TheRestCostsMoreThanTheOraclesBound() public {
        _manage(_request(50e18));
        vm.startPrank(address(vault));
        loop.unwind(WAD);
        vm.stopPrank();
        _finalize();
        _setStakeLimit(0, true);
        _tradePoolTo(10_100);
        bytes memory claim = _claim();
        vm.expectPartialRevert(IStrategy.PurchaseIncomplete.selector);
        vm.prank(address(vault));
        loop.manage(claim);
    }

    /// @dev The issuer would take it at par, which is two per cent over what the market asks.
    function test_RevertWhen_TheRestIsOnlyToBeHadOverTheMarket() public {
        _manage(_request(50e18));
        vm.prank(address(vault));
        loop.unwind(WAD);
        _finalize();
        _tradePoolTo(10_000);
        _setRates(_par(), _par() * 98 / 100, true);
        bytes memory claim = _claim();
        vm.expectPartialRevert(IStrategy.ReceivedTooLittle.selector);
        vm.prank(address(vault));
        loop.manage(claim);
    }

    function test_Gas() public {
        vm.prank(address(vault));
        loop.manage(_request(20e18));
        _atMost("request at par", 560_000);
        _finalize();
        bytes memory claim = _claim();
        vm.prank(address(vault));
        loop.manage(claim);
        _atMost("claim and repay", 380_000);
    }

    /* INTERNAL */

    function _request(uint256 lst) private pure returns (bytes memory) {
        return abi.encodeCall(IAaveV3LoopPar.requestPar, (lst));
    }

    function _claim() private view returns (bytes memory) {
        ILidoRequests.Request[] memory open = holder.openRequests();
        (uint256[] memory ids, uint256[] memory hints) = (new uint256[](open.length), new uint256[](open.length));
        for (uint256 i; i < open.length; ++i) {
            (ids[i], hints[i]) = (open[i].id, open[i].hint);
        }
        return abi.encodeCall(IAaveV3LoopPar.claimAndRepay, (ids, hints));
    }

    function _manage(bytes memory data) private {
        _rebalance(IVaultTypes.ActionKind.Manage, loop, 0, data);
    }

    /// @dev Within a prank of the vault.
    function _finalizeAs() private {
        vm.stopPrank();
        _finalize();
        vm.startPrank(address(vault));
    }
}
