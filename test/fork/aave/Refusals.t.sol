// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {AaveV3LoopMath} from "strategies/aave/AaveV3LoopMath.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {IAaveScaledToken} from "strategies/aave/interfaces/IAaveScaledToken.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

/// @notice What Aave does not allow is refused by name and with its figures.
contract RefusalsTest is AaveLoopTest {
    uint256 private constant EQUITY = 100e18;
    uint256 private eth;

    function setUp() public override {
        super.setUp();
        _supply(EQUITY);
        eth = _debtFor(EQUITY, 300);
    }

    function test_RevertWhen_CollateralFrozen() public {
        _freeze(address(LST), true);
        _refuses(abi.encodeWithSelector(IAaveV3Loop.ReserveFrozen.selector, address(LST)));
        _refusesSupply(abi.encodeWithSelector(IAaveV3Loop.ReserveFrozen.selector, address(LST)));
    }

    function test_RevertWhen_DebtFrozen() public {
        _freeze(address(WETH), true);
        _refuses(abi.encodeWithSelector(IAaveV3Loop.ReserveFrozen.selector, address(WETH)));
    }

    function test_RevertWhen_CollateralPaused() public {
        _pause(address(LST), true);
        _refuses(abi.encodeWithSelector(IAaveV3Loop.ReservePaused.selector, address(LST)));
        _refusesSupply(abi.encodeWithSelector(IAaveV3Loop.ReservePaused.selector, address(LST)));
    }

    function test_RevertWhen_DebtPaused() public {
        _pause(address(WETH), true);
        _refuses(abi.encodeWithSelector(IAaveV3Loop.ReservePaused.selector, address(WETH)));
    }

    function test_RevertWhen_CollateralInactive() public {
        _deactivate(address(LST));
        _refuses(abi.encodeWithSelector(IAaveV3Loop.ReserveInactive.selector, address(LST)));
        _refusesSupply(abi.encodeWithSelector(IAaveV3Loop.ReserveInactive.selector, address(LST)));
    }

    function test_RevertWhen_DebtInactive() public {
        _deactivate(address(WETH));
        _refuses(abi.encodeWithSelector(IAaveV3Loop.ReserveInactive.selector, address(WETH)));
    }

    function test_RevertWhen_LoanToValueIsZero() public {
        _setLtvZero(address(LST), true);
        _refuses(abi.encodeWithSelector(IAaveV3Loop.LtvZero.selector, address(LST)));
    }

    /// @dev Aave itself would lend 2x at the reserve's own loan-to-value.
    function test_RevertWhen_CollateralLeftTheEMode() public {
        _setCollateralInEMode(address(LST), false);
        eth = _debtFor(EQUITY, 200);
        _refuses(abi.encodeWithSelector(IAaveV3Loop.EModeChanged.selector, CATEGORY, CATEGORY, false, true));
    }

    function test_RevertWhen_DebtLeftTheEMode() public {
        _setBorrowableInEMode(address(WETH), false);
        _refuses(abi.encodeWithSelector(IAaveV3Loop.EModeChanged.selector, CATEGORY, CATEGORY, true, false));
    }

    function test_RevertWhen_TheAccountLeftTheEMode() public {
        vm.prank(address(loop));
        AAVE.setUserEMode(0);
        eth = _debtFor(EQUITY, 200);
        _refuses(abi.encodeWithSelector(IAaveV3Loop.EModeChanged.selector, CATEGORY, 0, true, true));
    }

    function test_RevertWhen_FlashLoansAreOff() public {
        vm.prank(aclAdmin);
        AAVE_ADMIN.setReserveFlashLoaning(address(WETH), false);
        _refuses(abi.encodeWithSelector(IAaveV3Loop.FlashLoanDisabled.selector, address(WETH)));
    }

    function test_RevertWhen_WethIsLentOut() public {
        _drainWeth(0);
        _refuses(abi.encodeWithSelector(IAaveV3Loop.LiquidityInsufficient.selector, address(WETH), eth, 0));
    }

    function test_RevertWhen_WethIsLentOutButForAWeiLess() public {
        _drainWeth(eth - 1);
        _refuses(abi.encodeWithSelector(IAaveV3Loop.LiquidityInsufficient.selector, address(WETH), eth, eth - 1));
        eth -= 1;
        _leverUp(eth);
    }

    function test_RevertWhen_BorrowCapReached() public {
        vm.warp(block.timestamp + 1 days);
        uint256 tokens = IAaveScaledToken(debtToken).totalSupply() / WAD + 100;
        _setBorrowCap(address(WETH), tokens);
        uint256 index = AAVE.getReserveNormalizedVariableDebt(address(WETH));
        uint256 debtAfter = AaveV3LoopMath.debtAfterBorrow(IAaveScaledToken(debtToken).scaledTotalSupply(), eth, index);
        _refuses(abi.encodeWithSelector(IAaveV3Loop.BorrowCapReached.selector, debtAfter, tokens * WAD));
        // To the wei: what the figures say fits does fit.
        eth -= debtAfter - tokens * WAD + 2;
        _leverUp(eth);
    }

    function test_RevertWhen_SupplyCapReached() public {
        // Borrowed LST, so that its treasury has something stored (after a supply) and something more to come.
        _drainLst(AAVE.getVirtualUnderlyingBalance(address(LST)) / 2);
        vm.warp(block.timestamp + 1 days);
        _supply(1e18);
        vm.warp(block.timestamp + 1 days);
        assertGt(AAVE.getReserveData(address(LST)).accruedToTreasury, 0);
        _setSupplyCap(address(LST), 1);
        (bool ok, bytes memory reason) = _trySupply(5e18);
        assertFalse(ok);
        assertEq(bytes4(reason), IAaveV3Loop.SupplyCapReached.selector);
        (uint256 supplyAfter, uint256 cap) = abi.decode(_tail(reason), (uint256, uint256));
        assertEq(cap, 1e18);

        // Aave counts what has accrued to its treasury as well: what the figure says fits does fit, and a wei more does not.
        uint256 tokens = supplyAfter / WAD + 3;
        _setSupplyCap(address(LST), tokens);
        uint256 room = tokens * WAD - (supplyAfter - 5e18);
        (ok,) = _trySupply(room + 2);
        assertFalse(ok, "over the cap");
        (ok,) = _trySupply(room - 1);
        assertTrue(ok, "under the cap");
        // Two days on, the feed is stale.
        uint256 par = _par();
        _setRates(par, par, true);
        (ok, reason) = _tryLeverUp();
        assertFalse(ok);
        assertEq(bytes4(reason), IAaveV3Loop.SupplyCapReached.selector);
    }

    function test_RevertWhen_OracleIsNotFresh() public {
        uint256 par = _par();
        _setRates(par, par, false);
        _refuses(abi.encodeWithSelector(IStrategy.OracleNotFresh.selector));
    }

    function test_RevertWhen_AmountIsZero() public {
        eth = 0;
        _refuses(abi.encodeWithSelector(IStrategy.ZeroAmount.selector));
    }

    function test_RevertWhen_NothingIsSupplied() public {
        _free(loop.withdrawable());
        (bool ok, bytes memory reason) = _tryLeverUp();
        assertFalse(ok);
        assertEq(bytes4(reason), IAaveV3Loop.HealthBelowFloor.selector);
    }

    function test_RevertWhen_TheVaultDidNotSend() public {
        vm.expectRevert(abi.encodeWithSelector(IStrategy.TransferMissing.selector, 1e18, 0));
        vm.prank(address(vault));
        loop.deploy(1e18, "");
    }

    /* INTERNAL */

    function _refuses(bytes memory expected) private {
        (bool ok, bytes memory reason) = _tryLeverUp();
        assertFalse(ok, "levered up");
        assertEq(reason, expected);
    }

    function _refusesSupply(bytes memory expected) private {
        (bool ok, bytes memory reason) = _trySupply(1e18);
        assertFalse(ok, "supplied");
        assertEq(reason, expected);
    }

    function _tryLeverUp() private returns (bool, bytes memory) {
        vm.prank(address(vault));
        return address(loop).call(abi.encodeCall(loop.manage, (_up(eth, 0))));
    }

    function _trySupply(uint256 lst) private returns (bool, bytes memory) {
        deal(address(LST), address(loop), lst);
        vm.prank(address(vault));
        return address(loop).call(abi.encodeCall(loop.deploy, (lst, "")));
    }

    /// @dev Aave's configurator refuses this while the reserve has suppliers, so its bit is set as only the configurator can.
    function _deactivate(address asset) private {
        uint256 config = AAVE.getConfiguration(asset) & ~(uint256(1) << 56);
        vm.prank(PROVIDER.getPoolConfigurator());
        (bool ok,) = address(AAVE).call(abi.encodeWithSignature("setConfiguration(address,(uint256))", asset, config));
        assertTrue(ok);
    }

    function _tail(bytes memory reason) private pure returns (bytes memory tail) {
        tail = new bytes(reason.length - 4);
        for (uint256 i; i < tail.length; ++i) {
            tail[i] = reason[i + 4];
        }
    }
}
