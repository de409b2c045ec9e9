// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {HookLst, ITransferHook} from "test/support/HookLst.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {TestLst} from "test/support/TestLst.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice A holder who is called in the middle of a transfer, and then calls the vault.
contract HookedThief is ITransferHook {
    address private immutable VAULT;
    bytes private _call;
    bool public succeeded;
    bytes public answer;
    uint256 public calls;

    constructor(address vault, TestLst lst) {
        VAULT = vault;
        lst.approve(vault, type(uint256).max);
        HookLst(address(lst)).setHooked(address(this), true);
    }

    function arm(bytes calldata call) external {
        (_call, calls) = (call, 0);
    }

    function run(bytes calldata call) external {
        (bool ok, bytes memory reason) = VAULT.call(call);
        require(ok, string(reason));
    }

    function onTransfer(address, address, uint256) external {
        if (_call.length == 0) return;
        (succeeded, answer) = VAULT.call(_call);
        ++calls;
    }
}

/// @notice An asset that calls its holders, which the vault's assumptions exclude, still opens no way in: the guard stands around every entry and leave.
contract HookTokenTest is VaultFixture {
    HookedThief private thief;
    StrategyDouble private strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18);
        strategy = _addStrategy();
        _deploy(strategy, 40e18);
        thief = new HookedThief(address(vault), lst);
        lst.mint(address(thief), 50e18);
        thief.run(abi.encodeWithSignature("deposit(uint256,address)", 20e18, address(thief)));
    }

    function _newLst() internal override returns (TestLst) {
        return new HookLst();
    }

    function _entriesAndLeaves() private view returns (bytes[] memory list) {
        address self = address(thief);
        list = new bytes[](5);
        list[0] = abi.encodeWithSignature("deposit(uint256,address)", 1e18, self);
        list[1] = abi.encodeWithSignature("mint(uint256,address)", 1e18, self);
        list[2] = abi.encodeWithSignature("withdraw(uint256,address,address)", 1e18, self, self);
        list[3] = abi.encodeWithSignature("redeem(uint256,address,address)", 1e18, self, self);
        list[4] = abi.encodeWithSignature("exit(uint256,uint256,address)", 1e18, 0, self);
    }

    function test_NothingIsChangedFromWithinATransfer() public {
        bytes[] memory outer = _entriesAndLeaves();
        bytes[] memory inner = _entriesAndLeaves();
        for (uint256 i; i < outer.length; ++i) {
            for (uint256 j; j < inner.length; ++j) {
                uint256 before = vm.snapshotState();
                thief.arm(inner[j]);
                thief.run(outer[i]);
                assertEq(thief.calls(), 1, "he was called");
                assertFalse(thief.succeeded());
                assertEq(bytes4(thief.answer()), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
                vm.revertToState(before);
            }
        }
    }

    function test_NoPriceIsReadFromWithinATransfer() public {
        bytes[3] memory views = [
            abi.encodeWithSignature("totalAssets()"),
            abi.encodeWithSignature("convertToAssets(uint256)", 1e18),
            abi.encodeWithSignature("valuation()")
        ];
        bytes[] memory outer = _entriesAndLeaves();
        for (uint256 i; i < outer.length; ++i) {
            for (uint256 j; j < views.length; ++j) {
                uint256 before = vm.snapshotState();
                thief.arm(views[j]);
                thief.run(outer[i]);
                assertFalse(thief.succeeded());
                vm.revertToState(before);
            }
        }
    }

    function test_HeTakesNoMoreThanHeBrought() public {
        bytes[] memory inner = _entriesAndLeaves();
        for (uint256 i; i < inner.length; ++i) {
            thief.arm(inner[i]);
            thief.run(inner[(i + 1) % inner.length]);
        }
        thief.arm("");
        thief.run(
            abi.encodeWithSignature(
                "redeem(uint256,address,address)", vault.maxRedeem(address(thief)), address(thief), address(thief)
            )
        );
        assertLe(lst.balanceOf(address(thief)), 50e18);
        assertGe(_bidValue(alice), 100e18 - 1e7);
    }
}
