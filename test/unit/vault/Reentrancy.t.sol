// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IVaultGovernance} from "contracts/interfaces/IVaultGovernance.sol";
import {IVaultOperations} from "contracts/interfaces/IVaultOperations.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {IVaultValues} from "contracts/interfaces/IVaultValues.sol";
import {Roles} from "contracts/libraries/Roles.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice In the middle of a call nothing can be changed, prices are not readable and limits are zero.
contract ReentrancyTest is VaultFixture {
    StrategyDouble internal strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18);
        strategy = _addStrategy();
        _deploy(strategy, 60e18);
        // The strategy is a holder too, so that what it tries could succeed.
        _fund(address(strategy), 100e18);
        vm.prank(alice);
        vault.transfer(address(strategy), 10e18);
    }

    /// @dev Runs `data` on the vault in the middle of a keeper's free and hands back what came of it.
    function _inABatch(bytes memory data) private returns (bool ok, bytes memory answer) {
        strategy.setCallBack(address(vault), data);
        _free(strategy, 1e18);
        return (strategy.callBackSucceeded(), strategy.callBackAnswer());
    }

    /// @dev The same in the middle of a user's redeem.
    function _inALeave(bytes memory data) private returns (bool ok, bytes memory answer) {
        strategy.setCallBack(address(vault), data);
        _redeem(alice, 80e18);
        return (strategy.callBackSucceeded(), strategy.callBackAnswer());
    }

    function test_NothingCanBeChangedInTheMiddleOfACall() public {
        address self = address(strategy);
        bytes[] memory calls = new bytes[](7);
        calls[0] = abi.encodeCall(IERC4626.deposit, (1e18, self));
        calls[1] = abi.encodeCall(IERC4626.mint, (1e18, self));
        calls[2] = abi.encodeCall(IERC4626.withdraw, (1e18, self, self));
        calls[3] = abi.encodeCall(IERC4626.redeem, (1e18, self, self));
        calls[4] = abi.encodeCall(IVaultValues.sync, ());
        calls[5] = abi.encodeCall(
            IVaultOperations.rebalance, (_batch(_action(IVaultTypes.ActionKind.Manage, strategy, 0, "")), _terms())
        );
        calls[6] = abi.encodeCall(IVaultGovernance.addStrategy, (address(_newStrategy()), 1));
        vm.startPrank(owner);
        manager.grantRole(Roles.KEEPER, self, 0);
        manager.grantRole(Roles.CURATOR, self, 0);
        vm.stopPrank();

        for (uint256 i; i < calls.length; ++i) {
            for (uint256 j; j < 2; ++j) {
                uint256 before = vm.snapshotState();
                (bool ok, bytes memory answer) = j == 0 ? _inABatch(calls[i]) : _inALeave(calls[i]);
                assertFalse(ok, vm.toString(calls[i]));
                assertEq(bytes4(answer), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
                vm.revertToState(before);
            }
        }
    }

    function test_PricesAreNotReadableInTheMiddleOfACall() public {
        bytes[] memory views = new bytes[](8);
        views[0] = abi.encodeCall(IERC4626.totalAssets, ());
        views[1] = abi.encodeCall(IERC4626.convertToAssets, (1e18));
        views[2] = abi.encodeCall(IERC4626.convertToShares, (1e18));
        views[3] = abi.encodeCall(IERC4626.previewDeposit, (1e18));
        views[4] = abi.encodeCall(IERC4626.previewMint, (1e18));
        views[5] = abi.encodeCall(IERC4626.previewWithdraw, (1e18));
        views[6] = abi.encodeCall(IERC4626.previewRedeem, (1e18));
        views[7] = abi.encodeCall(IVaultValues.valuation, ());
        for (uint256 i; i < views.length; ++i) {
            uint256 before = vm.snapshotState();
            (bool ok, bytes memory answer) = _inABatch(views[i]);
            assertFalse(ok, vm.toString(views[i]));
            assertEq(bytes4(answer), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
            vm.revertToState(before);
        }
    }

    function test_LimitsAreZeroInTheMiddleOfACall() public {
        bytes[] memory limits = new bytes[](4);
        limits[0] = abi.encodeCall(IERC4626.maxDeposit, (alice));
        limits[1] = abi.encodeCall(IERC4626.maxMint, (alice));
        limits[2] = abi.encodeCall(IERC4626.maxWithdraw, (alice));
        limits[3] = abi.encodeCall(IERC4626.maxRedeem, (alice));
        for (uint256 i; i < limits.length; ++i) {
            uint256 before = vm.snapshotState();
            (bool ok, bytes memory answer) = _inABatch(limits[i]);
            assertTrue(ok);
            assertEq(abi.decode(answer, (uint256)), 0);
            vm.revertToState(before);
        }
    }

    function test_AStrategyMayReadTheOracleInTheMiddleOfACall() public {
        (bool ok, bytes memory answer) = _inABatch(abi.encodeCall(IVaultValues.oracle, ()));
        assertTrue(ok);
        assertEq(abi.decode(answer, (address)), address(oracle));
    }

    function test_SharesSentInTheMiddleOfALeaveMoveNoValue() public {
        uint256 before = _price();
        (bool ok,) = _inALeave(abi.encodeCall(IERC20.transfer, (bob, 10e18)));
        assertTrue(ok);
        assertEq(vault.balanceOf(bob), 10e18);
        assertEq(_price(), before);
    }

    function test_TheGuardIsOpenAgainAfterACall() public {
        _inABatch(abi.encodeCall(IVaultValues.sync, ()));
        vault.sync();
        assertGt(vault.maxDeposit(alice), 0);
    }
}
