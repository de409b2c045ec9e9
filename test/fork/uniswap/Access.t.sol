// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {Vm} from "forge-std/Vm.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {RangeTest} from "test/fork/uniswap/RangeTest.sol";

/// @notice Only the vault moves money, and only the pool calls back, only while it does.
contract AccessTest is RangeTest {
    function setUp() public override {
        super.setUp();
        _hold(100e18, 100e18);
        _open(_parTick() - 20, _parTick() + 20, 50e18, 50e18);
    }

    function testFuzz_OnlyTheVaultMayCall(address caller) public {
        vm.assume(caller != address(vault));
        bytes[11] memory calls = [
            abi.encodeCall(IStrategy.deploy, (0, "")),
            abi.encodeCall(IStrategy.free, (1, "")),
            abi.encodeCall(IStrategy.manage, (_buying(ALL, 0))),
            abi.encodeCall(IStrategy.unwind, (WAD)),
            _opening(0, 1, ALL, ALL),
            _closing(0, 1),
            abi.encodeCall(IUniswapV3Range.reposition, (0, 1, 2, 3, 0)),
            abi.encodeCall(IUniswapV3Range.compound, (0, 1, 0)),
            abi.encodeCall(IUniswapV3Range.collect, ()),
            _buying(1, 0),
            _selling(1, 0)
        ];
        bytes memory expected = abi.encodeWithSelector(IStrategy.OnlyVault.selector, caller, address(vault));
        vm.startPrank(caller);
        for (uint256 i; i < calls.length; ++i) {
            (bool ok, bytes memory reason) = address(range).call(calls[i]);
            assertFalse(ok);
            assertEq(reason, expected);
        }
    }

    function test_TheVaultMayCallTheOperationsThemselves() public {
        int24 at = _parTick();
        vm.startPrank(address(vault));
        range.sellLst(1e18, 0);
        range.buyLst(1e18, 0);
        range.open(at - 10, at + 10, 1e18, 1e18, 0);
        range.compound(at - 10, at + 10, 0);
        range.reposition(at - 10, at + 10, at - 11, at + 10, 0);
        range.close(at - 11, at + 10, ALL);
        range.collect();
    }

    /// @dev What is no operation is none, though the contract answers to it.
    function test_UnknownOperationsAreRefused() public {
        bytes[5] memory unknown = [
            bytes(""),
            hex"3a8d2b",
            hex"deadbeef",
            abi.encodeCall(IStrategy.unwind, (WAD)),
            abi.encodeCall(range.uniswapV3MintCallback, (1, 1, ""))
        ];
        for (uint256 i; i < unknown.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IStrategy.UnknownOperation.selector, bytes4(unknown[i])));
            vm.prank(address(vault));
            range.manage(unknown[i]);
        }
    }

    function test_ShortArgumentsAreRefused() public {
        vm.prank(address(vault));
        vm.expectRevert();
        range.manage(abi.encodePacked(IUniswapV3Range.buyLst.selector, uint256(1)));
    }

    /* SPOOFED CALLBACKS */

    function testFuzz_CallbacksFromAnyoneAreRefused(address caller, uint256 amount) public {
        bytes memory unexpected = abi.encodeWithSelector(IStrategy.UnexpectedCallback.selector, caller);
        vm.startPrank(caller);
        vm.expectRevert(unexpected);
        range.uniswapV3MintCallback(amount, amount, "");
        vm.expectRevert(unexpected);
        range.uniswapV3SwapCallback(int256(amount >> 1), 0, "");
    }

    /// @dev Even the pool itself, outside an operation.
    function test_CallbacksOutsideAnOperationAreRefused() public {
        bytes memory unexpected = abi.encodeWithSelector(IStrategy.UnexpectedCallback.selector, address(UNISWAP));
        vm.startPrank(address(UNISWAP));
        vm.expectRevert(unexpected);
        range.uniswapV3MintCallback(1, 0, "");
        vm.expectRevert(unexpected);
        range.uniswapV3SwapCallback(1, 0, "");
    }

    function testFuzz_EtherOnlyFromUnwrapping(address sender) public {
        vm.assume(sender != address(WETH));
        vm.deal(sender, 1);
        vm.prank(sender);
        (bool ok,) = address(range).call{value: 1}("");
        assertFalse(ok);
    }

    /* NOTHING IS LEFT OPEN */

    function test_NoApprovalIsLeft() public {
        int24 at = _parTick();
        vm.recordLogs();
        _manage(_selling(1e18, 0));
        _manage(_buying(1e18, 0));
        _manage(abi.encodeCall(IUniswapV3Range.compound, (at - 20, at + 20, 0)));
        _unwind(WAD / 2);
        assertEq(LST.allowance(address(range), address(UNISWAP)), 0);
        assertEq(WETH.allowance(address(range), address(UNISWAP)), 0);
        assertEq(_approvals(), 0, "nor given and taken back");
    }

    function _approvals() private returns (uint256 count) {
        bytes32 topic = keccak256("Approval(address,address,uint256)");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] != topic) continue;
            if (address(uint160(uint256(logs[i].topics[1]))) == address(range)) ++count;
        }
    }
}
