// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {LeveredAttack} from "test/attack/LeveredAttack.sol";
import {Mainnet} from "test/support/Mainnet.sol";

/// @notice Approvals that outlive a call, and a keeper who names a token or a pool as his strategy.
contract ArbitraryCallTest is LeveredAttack {
    /// @dev He hopes that the vault makes `target` a call of his: a transfer out of somebody's approval to the vault, or of the vault's own tokens.
    function test_ABatchCallsNothingThatIsNotListed() public {
        deal(address(LST), depositor, 10e18);
        vm.prank(depositor);
        LST.approve(address(vault), type(uint256).max);
        address[10] memory targets = [
            address(LST),
            address(WETH),
            aToken,
            debtToken,
            address(AAVE),
            address(UNISWAP),
            address(vault),
            vault.authority(),
            address(oracle),
            eve
        ];
        bytes[4] memory calls = [
            abi.encodeCall(IERC20.transferFrom, (depositor, eve, 10e18)),
            abi.encodeCall(IERC20.transfer, (eve, IDLE)),
            abi.encodeCall(IERC20.approve, (eve, type(uint256).max)),
            bytes("")
        ];
        for (uint256 i; i < targets.length; ++i) {
            for (uint256 j; j < calls.length; ++j) {
                for (uint8 kind; kind < 3; ++kind) {
                    _expectRefused(targets[i], IVaultTypes.ActionKind(kind), calls[j]);
                }
            }
        }
        assertEq(LST.balanceOf(depositor), 10e18, "victim's loss");
        assertEq(LST.balanceOf(eve), 0, "attacker's profit");
    }

    function _expectRefused(address target, IVaultTypes.ActionKind kind, bytes memory data) private {
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](1);
        actions[0] = IVaultTypes.Action(kind, target, 0, data);
        IVaultTypes.BatchTerms memory terms =
            IVaultTypes.BatchTerms(vault.rebalanceNonce(), uint64(block.timestamp), bytes32(0));
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.StrategyNotListed.selector, target));
        vm.prank(keeper);
        vault.rebalance(actions, terms);
    }

    /// @dev The loop takes two operations by their selectors; whatever else is in the data is no call.
    function test_TheLoopMakesNoCallOfTheKeepers() public {
        bytes[3] memory calls = [
            abi.encodeCall(IERC20.transfer, (eve, 1)),
            abi.encodeCall(IERC20.approve, (eve, type(uint256).max)),
            abi.encodeWithSignature("unwind(uint256)", WAD)
        ];
        for (uint256 i; i < calls.length; ++i) {
            vm.expectRevert();
            this.manageLoop(calls[i]);
        }
    }

    function manageLoop(bytes calldata data) external {
        _batch(IVaultTypes.ActionKind.Manage, 0, data);
    }

    function test_NoApprovalOutlivesACall() public {
        _enter(eve, 10e18);
        _assertNoApprovals("deposit");
        _leave(eve, false);
        _assertNoApprovals("redeem");
        _enter(eve, 10e18);
        _leave(eve, true);
        _assertNoApprovals("exit");
        _batch(IVaultTypes.ActionKind.Deploy, 10e18, _up(10e18, 0));
        _assertNoApprovals("deploy");
        _batch(IVaultTypes.ActionKind.Manage, 0, _down(20e18, NO_BOUND));
        _assertNoApprovals("lever down");
        _batch(IVaultTypes.ActionKind.Free, loop.withdrawable() / 2, "");
        _assertNoApprovals("free");
        _setLenderPrice(address(LST), (loop.rescueTriggerWad() - 0.001e18) * BPS / loop.healthFactorWad());
        vault.rescue(address(loop), eve);
        vm.clearMockedCalls();
        _assertNoApprovals("rescue");
        vault.sync();
        _assertNoApprovals("sync");
    }

    function _assertNoApprovals(string memory what) private view {
        address[2] memory owners = [address(vault), address(loop)];
        address[4] memory tokens = [address(LST), address(WETH), aToken, Mainnet.STETH];
        address[9] memory spenders = [
            address(AAVE),
            address(UNISWAP),
            address(LST),
            Mainnet.STETH,
            keeper,
            eve,
            address(loop),
            address(vault),
            vault.authority()
        ];
        for (uint256 i; i < owners.length; ++i) {
            for (uint256 j; j < tokens.length; ++j) {
                for (uint256 k; k < spenders.length; ++k) {
                    assertEq(IERC20(tokens[j]).allowance(owners[i], spenders[k]), 0, what);
                }
            }
        }
    }
}
